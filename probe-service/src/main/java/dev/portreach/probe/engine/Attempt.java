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
}
