package dev.portreach.probe.watch;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.engine.ProbeResult;
import java.util.SortedMap;

/**
 * What a sweep showed.
 *
 * @param address the address that was probed: the literal, or what the name resolved to
 * @param dnsMicros how long the name took to resolve, in microseconds; null where there is no name, or no answer
 * @param byPort a result for every port of the sweep; empty if the sweep was given up, which makes no observation
 */
public record SweepResult(String address, Long dnsMicros, SortedMap<Integer, ProbeResult> byPort) {

    /** Of a literal address. */
    public SweepResult(String address, SortedMap<Integer, ProbeResult> byPort) {
        this(address, null, byPort);
    }

    boolean isAnyOpen() {
        for (ProbeResult result : byPort.values()) {
            if (result.outcome() == Outcome.OPEN) {
                return true;
            }
        }
        return false;
    }
}
