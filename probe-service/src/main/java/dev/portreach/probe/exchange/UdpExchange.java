package dev.portreach.probe.exchange;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.engine.ProbeRequest;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.payload.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/**
 * A datagram, sent again at a third and two thirds of the deadline, as any may be lost. The socket is connected, so that
 * it takes answers of the peer alone, and the kernel reports ICMP errors (RFC 1122, 4.1.3.3).
 */
final class UdpExchange extends Exchange {

    private static final int SENDS = 3;

    private DatagramChannel channel;
    private int sent;

    UdpExchange(ProbeRequest request, Payload.Query query, Consumer<ProbeResult> done) {
        super(request, query, done);
    }

    @Override
    Protocol protocol() {
        return Protocol.UDP;
    }

    @Override
    void open(InetAddress source) throws IOException {
        channel = DatagramChannel.open(family(request.target()));
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
        channel.connect(request.target());
        channel.register(selector, SelectionKey.OP_READ, this);
        send();
    }

    private void send() throws IOException {
        channel.write(query.bytes());
        sent++;
        dueNanos = startedNanos + request.deadline().toNanos() * sent / SENDS;
    }

    @Override
    ProbeResult ready(ByteBuffer scratch) throws IOException {
        scratch.clear();
        if (channel.receive(scratch) == null) {
            return null;
        }
        // Which of several datagrams was answered is not known, so the time is not either (Karn's algorithm).
        return answered(scratch, sent == 1 ? sinceStart() : null);
    }

    @Override
    ProbeResult due() throws IOException {
        if (sent == SENDS) {
            return ProbeResult.unanswered(Outcome.OPEN_OR_FILTERED);
        }
        send();
        return null;
    }
}
