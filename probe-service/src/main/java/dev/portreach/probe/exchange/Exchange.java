package dev.portreach.probe.exchange;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.probe.engine.ConnectFailure;
import dev.portreach.probe.engine.ProbeRequest;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.payload.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One exchange on its way. Confined to the engine's thread once it has begun. */
abstract class Exchange implements Comparable<Exchange> {

    final ProbeRequest request;
    final Payload.Query query;
    final Consumer<ProbeResult> done;
    long startedNanos;
    /** When {@link #due} has something to do; does not change while the exchange waits among others. */
    long dueNanos;

    private boolean begun;
    private boolean over;

    Exchange(ProbeRequest request, Payload.Query query, Consumer<ProbeResult> done) {
        this.request = request;
        this.query = query;
        this.done = done;
    }

    abstract Protocol protocol();

    /** Opens and binds the socket; what fails here fails on this machine. */
    abstract void open(InetAddress source) throws IOException;

    /** Null before {@link #open}. */
    abstract SelectableChannel channel();

    /** Connects and registers; sets {@link #dueNanos}. */
    abstract void start(Selector selector) throws IOException;

    /** The channel is ready. @return null if the exchange goes on */
    abstract ProbeResult ready(ByteBuffer scratch) throws IOException;

    /** The time has come. @return null if the exchange goes on, with a later {@link #dueNanos} */
    abstract ProbeResult due() throws IOException;

    ProbeResult failed(Exception failure) {
        Outcome outcome = ConnectFailure.classify(failure, request.target().getAddress());
        boolean silent = outcome == Outcome.TIMEOUT || outcome == Outcome.LOCAL_ERROR;
        return ProbeResult.of(outcome, silent ? null : sinceStart());
    }

    /** What came, whether or not it is the answer that was awaited. */
    final ProbeResult answered(ByteBuffer received, Long rttMicros) {
        ProbeResult open = ProbeResult.of(Outcome.OPEN, rttMicros);
        return query.isAnsweredBy(received)
                ? open
                : open.with(Proof.WEAK, "the answer does not match %s".formatted(query.name()));
    }

    final void begin() {
        begun = true;
        startedNanos = System.nanoTime();
    }

    final boolean hasBegun() {
        return begun;
    }

    final void end() {
        over = true;
    }

    final boolean isOver() {
        return over;
    }

    final long sinceStart() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startedNanos);
    }

    static StandardProtocolFamily family(InetSocketAddress target) {
        return target.getAddress().getAddress().length == 4
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
    }

    @Override
    public int compareTo(Exchange other) {
        return Long.signum(dueNanos - other.dueNanos); // nanoTime may wrap: compare differences only
    }
}
