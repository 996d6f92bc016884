package dev.portreach.catalog.evidence;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What was known of failing checks at one time.
 *
 * @param asOf up to when all that was published is in it
 * @param isWhole whether every failing check is in it; not where there were too many to keep
 * @param failing by check id
 */
public record Evidence(Instant asOf, boolean isWhole, Map<String, FailingCheck> failing) {

    public Evidence {
        failing = Map.copyOf(failing);
    }

    public Optional<FailingCheck> of(String check) {
        return Optional.ofNullable(failing.get(check));
    }
}
