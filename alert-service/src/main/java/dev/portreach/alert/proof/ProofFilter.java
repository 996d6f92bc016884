package dev.portreach.alert.proof;

import dev.portreach.contracts.proof.ProofReport;
import dev.portreach.contracts.proof.ProofRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to list; empty means any.
 *
 * @param endpoint host as it was written, or the address probed
 * @param policy key; with an endpoint, of a row at that one
 * @param from preflights that began at this instant or later
 * @param to preflights that began before it
 */
record ProofFilter(
        Optional<String> endpoint,
        Optional<String> policy,
        Optional<String> origin,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** What to find the report by. */
    static Set<String> keys(ProofReport report) {
        Set<String> keys = new TreeSet<>();
        for (ProofRow row : report.rows()) {
            keys.add(key(Optional.empty(), Optional.of(row.policy())));
            for (String endpoint : List.of(row.host(), row.address())) {
                keys.add(key(Optional.of(endpoint), Optional.empty()));
                keys.add(key(Optional.of(endpoint), Optional.of(row.policy())));
            }
        }
        return keys;
    }

    /** What reports must have among their keys; empty if neither endpoint nor policy is asked for. */
    Optional<String> key() {
        return endpoint.isEmpty() && policy.isEmpty() ? Optional.empty() : Optional.of(key(endpoint, policy));
    }

    private static String key(Optional<String> endpoint, Optional<String> policy) {
        return "%s\n%s".formatted(endpoint.orElse(""), policy.orElse("")); // neither has line breaks
    }
}
