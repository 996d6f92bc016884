package dev.portreach.catalog.endpoint;

import dev.portreach.catalog.check.Violations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A time in which agents listen where the component does not yet: at all its ports that need only be permitted.
 *
 * @param until when it ends, to the millisecond, before the year 10000
 */
public record ResponderWindow(Instant until) {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    public ResponderWindow {
        until = until == null ? null : until.truncatedTo(ChronoUnit.MILLIS);
    }

    public boolean isOpen(Instant now) {
        return now.isBefore(until);
    }

    void check(Violations violations, String field) {
        if (until == null) {
            violations.add(field + ".until", "is missing");
        } else if (until.isBefore(Instant.EPOCH) || until.isAfter(LATEST)) {
            violations.add(field + ".until", "is not within 1970 to 9999");
        }
    }
}
