package dev.portreach.probe.schedule;

import dev.portreach.contracts.port.Ports;
import java.util.stream.IntStream;

/**
 * Fast re-probes of ports that have just changed. Failed ports: five, 300 ms apart, not waiting for each other, so that
 * together they span more than a lost SYN's retransmission; a port that answers leaves. Recovered ports: one.
 */
public final class Burst {

    public static final long SPACING_MILLIS = 300;
    public static final int RETRIES = 5;
    public static final int MAX_PORTS = 16;

    private Ports ports;
    private int left;
    private long due;

    private Burst(Ports ports, int left, long due) {
        this.ports = ports;
        this.left = left;
        this.due = due;
    }

    /** Re-probes of at most {@link #MAX_PORTS} of the ports, after the failure seen at {@code now}. */
    public static Burst afterFailure(IntStream failed, long now) {
        return new Burst(Ports.ofStream(failed.limit(MAX_PORTS)), RETRIES, now + SPACING_MILLIS);
    }

    /** One re-probe to confirm a recovery seen at {@code now}. */
    public static Burst afterRecovery(IntStream recovered, long now) {
        return new Burst(Ports.ofStream(recovered.limit(MAX_PORTS)), 1, now + SPACING_MILLIS);
    }

    public boolean isOver() {
        return left == 0 || ports.isEmpty();
    }

    /** When the next re-probe is due; {@link Long#MAX_VALUE} if there is none. */
    public long due() {
        return isOver() ? Long.MAX_VALUE : due;
    }

    /** Takes the re-probe that is due and plans the one after it from its own due time, so that none drifts. */
    public Ports take() {
        left--;
        due += SPACING_MILLIS;
        return ports;
    }

    /** These answer: no more re-probes for them. */
    public void settle(Ports fine) {
        ports = ports.minus(fine);
    }
}
