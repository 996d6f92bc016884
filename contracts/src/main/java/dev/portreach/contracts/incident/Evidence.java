package dev.portreach.contracts.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Why we believe it.
 *
 * @param failing checks within the cause that fail
 * @param known checks within the cause whose state is known
 * @param unknown checks within the cause whose state is not known
 * @param outcomes how ports fail, by outcome: number of checks
 * @param contrasts the same, counted outside of the cause
 * @param lastSuccess the last instant at which a failing check of the cause was still well, if known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
        int failing,
        int known,
        int unknown,
        Map<String, Integer> outcomes,
        List<Contrast> contrasts,
        Instant lastSuccess) {

    /**
     * A comparison outside of the cause.
     *
     * @param what such as "the same ports from other sites"
     */
    public record Contrast(String what, int failing, int known) {}

    public Evidence {
        outcomes = outcomes == null ? Map.of() : Map.copyOf(outcomes);
        contrasts = contrasts == null ? List.of() : List.copyOf(contrasts);
    }
}
