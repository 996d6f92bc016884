package dev.portreach.alert.maintenance;

import dev.portreach.alert.matcher.Matchers;
import java.util.List;

/**
 * When a window was open, and of what.
 *
 * @param id of the window
 */
public record Past(String id, Matchers matchers, List<Opening> openings) {

    public Past {
        openings = List.copyOf(openings);
    }
}
