package dev.portreach.catalog.stop;

import dev.portreach.catalog.check.Violations;
import java.time.Instant;

/**
 * Why nothing is probed at a site.
 *
 * @param site id; in a request the path says it
 * @param reason for people: goes to the agents, into heartbeats and check states; 1 to 200 characters
 * @param by who stopped it; not read from requests
 * @param since when; not read from requests
 */
public record Stop(String site, String reason, String by, Instant since) {

    /** Taken where no reason is given. */
    public static final String NO_REASON = "no reason given";

    private static final int MAX_REASON = 200;

    public Stop {
        reason = reason == null ? NO_REASON : reason;
    }

    void check(Violations violations) {
        violations.requiredText("reason", reason, MAX_REASON);
    }
}
