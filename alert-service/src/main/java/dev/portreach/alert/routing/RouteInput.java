package dev.portreach.alert.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.portreach.alert.matcher.Matchers;
import dev.portreach.alert.problem.Fields;
import dev.portreach.alert.problem.Query;
import java.util.List;

/**
 * A route as operators define it, whole.
 *
 * @param place routes are looked at in this order, then by id; 0 to 100,000
 * @param matchers at most 20, such as {@code site=lyon}; all must hold; none matches everything
 * @param channels 1 to 20 ids
 * @param goesOn whether later routes are looked at too; false if absent
 */
public record RouteInput(
        Integer place, List<String> matchers, List<String> channels, @JsonProperty("continue") Boolean goesOn) {

    private static final int LAST_PLACE = 100_000;
    private static final int MOST_CHANNELS = 20;

    record Valid(int place, Matchers matchers, List<String> channels, boolean goesOn) {}

    /** @throws dev.portreach.alert.problem.ProblemException naming every wrong field */
    Valid validate() {
        Fields fields = new Fields();
        fields.require(
                "place",
                place != null && place >= 0 && place <= LAST_PLACE,
                "must be a number within 0 to %d".formatted(LAST_PLACE));
        Matchers valid = fields.read("matchers", () -> Matchers.any(matchers));
        boolean counted = channels != null && !channels.isEmpty() && channels.size() <= MOST_CHANNELS;
        fields.require("channels", counted, "must hold 1 to %d ids of channels".formatted(MOST_CHANNELS));
        if (counted) {
            channels.forEach(channel -> {
                fields.require("channels", channel != null, "must hold ids of channels");
                fields.read("channels", () -> Query.slug("channels", channel));
            });
        }
        fields.check();
        return new Valid(place, valid, channels.stream().distinct().toList(), goesOn != null && goesOn);
    }
}
