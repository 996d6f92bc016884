package dev.portreach.alert.routing;

import dev.portreach.alert.matcher.Matchers;
import java.util.List;

/**
 * A route.
 *
 * @param matchers all must hold of a check; none matches everything
 * @param goesOn whether later routes are looked at too
 */
public record Rule(String id, Matchers matchers, List<String> channels, boolean goesOn) {

    public Rule {
        channels = List.copyOf(channels);
    }
}
