package dev.portreach.contracts.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.port.Ports;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One check probed once by one agent.
 *
 * @param check id of the check
 * @param at when the probe began, milliseconds since the epoch, by the agent's corrected clock; strictly growing per
 *     check, agent and epoch
 * @param sincePrevious milliseconds since this agent's previous observation of this check in this epoch; null for the
 *     first. With it, history knows without order of arrival whether anything lies between two observations. What was
 *     left out between them to save room, in an agent cut off for days, said the same as both
 * @param address the address probed
 * @param covered the ports probed this time; null when that is all ports in {@code runs}
 * @param dnsMicros how long the name took to resolve, in microseconds; null where there is no name or no answer
 * @param runs the agent's present view of every port of the check that it has probed: disjoint, one run an outcome
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Observation(
        String check, long at, Long sincePrevious, String address, Ports covered, Long dnsMicros, List<Run> runs) {

    public Observation(String check, long at, Long sincePrevious, String address, Ports covered, List<Run> runs) {
        this(check, at, sincePrevious, address, covered, null, runs);
    }

    public Observation {
        Objects.requireNonNull(check, "check");
        runs = runs == null ? List.of() : List.copyOf(runs);
    }

    public Instant instant() {
        return Instant.ofEpochMilli(at);
    }

    /** When the previous observation of the same check by the same agent began; null if this is the first known. */
    public Long previousAt() {
        return sincePrevious == null ? null : at - sincePrevious;
    }

    public boolean covers(int port) {
        return covered == null || covered.contains(port);
    }
}
