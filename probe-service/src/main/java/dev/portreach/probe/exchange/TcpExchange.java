package dev.portreach.probe.exchange;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.probe.engine.ProbeRequest;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.payload.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/**
 * A request after the handshake. A device may pass the handshake and decide on the first data, so a handshake without an
 * answer proves little.
 */
final class TcpExchange extends Exchange {

    private SocketChannel channel;
    private SelectionKey key;
    private Long rttMicros;
    private ByteBuffer unsent;
    private final ByteBuffer received = ByteBuffer.allocate(Payload.MAX_ANSWER);

    TcpExchange(ProbeRequest request, Payload.Query query, Consumer<ProbeResult> done) {
        super(request, query, done);
    }

    @Override
    Protocol protocol() {
        return Protocol.TCP;
    }

    @Override
    void open(InetAddress source) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        if (source != null) {
            channel.bind(new InetSocketAddress(source, 0));
        }
    }

    @Override
    SelectableChannel channel() {
        return channel;
    }

    @Override
    void start(Selector selector) throws IOException {
        dueNanos = startedNanos + request.deadline().toNanos();
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        if (channel.connect(request.target())) {
            connected();
        }
    }

    @Override
    ProbeResult ready(ByteBuffer scratch) throws IOException {
        if (rttMicros == null) {
            if (channel.finishConnect()) {
                connected();
            }
            return null;
        }
        send();
        return receive();
    }

    private void connected() throws IOException {
        rttMicros = sinceStart();
        unsent = query.bytes();
        send();
    }

    private void send() throws IOException {
        if (unsent.hasRemaining()) {
            channel.write(unsent);
        }
        key.interestOps(SelectionKey.OP_READ | (unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0));
    }

    private ProbeResult receive() throws IOException {
        int read = channel.read(received);
        if (read < 0) {
            return hungUp();
        }
        boolean complete = received.position() > 0 && query.isAnsweredBy(received);
        return complete || !received.hasRemaining() ? answered(received, rttMicros) : null;
    }

    @Override
    ProbeResult due() {
        if (rttMicros == null) {
            return ProbeResult.unanswered(Outcome.TIMEOUT);
        }
        return received.position() > 0
                ? answered(received, rttMicros)
                : ProbeResult.of(Outcome.OPEN, rttMicros).with(Proof.WEAK, "handshake only");
    }

    @Override
    ProbeResult failed(Exception failure) {
        return rttMicros == null ? super.failed(failure) : hungUp();
    }

    private ProbeResult hungUp() {
        return received.position() > 0
                ? answered(received, rttMicros)
                : ProbeResult.of(Outcome.CLOSED_AFTER_ACCEPT, rttMicros)
                        .with(Proof.STRONG, "closed without an answer to %s".formatted(query.name()));
    }
}
