package dev.portreach.probe.engine;

import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** One connect on its way. Confined to the engine's thread once admitted. */
final class Attempt {

    enum Phase {
        CONNECTING,
        WATCHING,
        DONE
    }

    final ProbeRequest request;
    final Consumer<ProbeResult> done;
    Phase phase = Phase.CONNECTING;
    SocketChannel channel;
    long startedNanos;
    Long rttMicros;

    Attempt(ProbeRequest request, Consumer<ProbeResult> done) {
        this.request = request;
        this.done = done;
    }

    /** A point in time at which an attempt in {@code phase} is over; stale once the attempt has moved on. */
    record Timer(long dueNanos, Attempt attempt, Phase phase) implements Comparable<Timer> {

        boolean isStale() {
            return attempt.phase != phase;
        }

        @Override
        public int compareTo(Timer other) {
            return Long.signum(dueNanos - other.dueNanos); // nanoTime may wrap: compare differences only
        }
    }
}
