package dev.portreach.lab.simulation;

import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import java.util.BitSet;

/**
 * Something that is broken for a time. Times are milliseconds since the epoch.
 *
 * @param blame what a right diagnosis says
 * @param members views that fail because of it, by the truth
 * @param outcome what a probe sees
 * @param loss share of probes that fail: 1 for an outage, less for gray loss
 * @param start first moment of it
 * @param end first moment without it
 * @param upMillis how long it pauses in every period, 0 if it does not flap
 * @param periodMillis length of a period, of which the first part is down
 */
public record Fault(
        Blame blame,
        BitSet members,
        Outcome outcome,
        double loss,
        long start,
        long end,
        long upMillis,
        long periodMillis) {

    boolean isActive(long now) {
        return start <= now && now < end && (upMillis == 0 || (now - start) % periodMillis < periodMillis - upMillis);
    }

    /** The first moment after {@code now} at which it comes or goes, {@link Long#MAX_VALUE} if none. */
    long nextChange(long now) {
        if (now < start) {
            return start;
        }
        if (now >= end) {
            return Long.MAX_VALUE;
        }
        if (upMillis == 0) {
            return end;
        }
        long into = (now - start) % periodMillis;
        long turn = into < periodMillis - upMillis ? periodMillis - upMillis : periodMillis;
        return Math.min(end, now - into + turn);
    }

    boolean isGray() {
        return loss < 1;
    }

    /** Which of these ports it hits. */
    boolean hits(int port, Ports bound) {
        return bound.isEmpty() || bound.contains(port);
    }

    @Override
    public String toString() {
        return "%s %s%s%s"
                .formatted(
                        blame,
                        outcome,
                        isGray() ? " %.0f %%".formatted(100 * loss) : "",
                        upMillis > 0 ? " flapping" : "");
    }
}
