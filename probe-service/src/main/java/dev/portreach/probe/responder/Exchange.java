package dev.portreach.probe.responder;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.probe.identity.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One challenge on its way, over a socket of its own. Confined to the thread of {@link Exchanges} once started. */
final class Exchange {

    /**
     * @param target resolved address and port
     * @param responders whose answer counts
     * @param length of the challenge in bytes
     * @param deadline from the start until the answer must be there
     */
    record Request(Protocol protocol, InetSocketAddress target, List<Peer> responders, int length, Duration deadline) {}

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int MAX_FORGED = 3; // each costs a verification

    private final Request request;
    private final Consumer<Reply> done;
    private final ByteBuffer received;
    private SelectableChannel channel;
    private Challenge challenge;
    private ByteBuffer outgoing;
    private long dueNanos;
    private int forged;
    private boolean isOver;

    Exchange(Request request, Consumer<Reply> done) {
        this.request = request;
        this.done = done;
        this.received = ByteBuffer.allocate(request.length() + 1); // one more shows what is too long
    }

    Request request() {
        return request;
    }

    long dueNanos() {
        return dueNanos;
    }

    boolean isOver() {
        return isOver;
    }

    /** @param source local address to send from; null for the system's choice */
    void start(Challenge made, byte[] frame, InetAddress source, Selector selector, long nowNanos) {
        challenge = made;
        outgoing = ByteBuffer.wrap(frame);
        dueNanos = nowNanos + request.deadline().toNanos();
        try {
            boolean isTcp = request.protocol() == Protocol.TCP;
            channel = isTcp ? SocketChannel.open() : DatagramChannel.open();
            channel.configureBlocking(false);
            InetSocketAddress from = source == null ? null : new InetSocketAddress(source, 0);
            if (channel instanceof SocketChannel stream) {
                stream.bind(from);
                int interest = stream.connect(request.target()) ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
                stream.register(selector, interest, this);
            } else if (channel instanceof DatagramChannel datagrams) {
                datagrams.bind(from).connect(request.target());
                datagrams.write(outgoing);
                datagrams.register(selector, SelectionKey.OP_READ, this);
            }
        } catch (IOException | RuntimeException e) {
            finish(Reply.broken(e));
        }
    }

    void ready(SelectionKey key) {
        try {
            if (key.isConnectable() && ((SocketChannel) channel).finishConnect()) {
                key.interestOps(SelectionKey.OP_WRITE);
            } else if (key.isWritable()) {
                ((SocketChannel) channel).write(outgoing);
                key.interestOps(outgoing.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            } else if (key.isReadable()) {
                read();
            }
        } catch (IOException | RuntimeException e) {
            finish(Reply.broken(e));
        }
    }

    private void read() throws IOException {
        boolean isStream = request.protocol() == Protocol.TCP;
        int read = ((ByteChannel) channel).read(received);
        if (read < 0) {
            finish(Reply.BROKEN);
        } else if (!isStream || received.position() >= request.length()) {
            byte[] frame = new byte[received.flip().remaining()];
            received.get(frame).clear();
            Optional<Answer> answer = valid(frame);
            if (answer.isPresent()) {
                finish(Reply.answered(answer.get().source().getAddress()));
            } else if (isStream || forged >= MAX_FORGED) {
                finish(Reply.BROKEN);
            }
        }
    }

    private Optional<Answer> valid(byte[] frame) {
        Optional<Answer> claimed = frame.length == request.length() ? Answer.read(frame) : Optional.empty();
        return claimed.filter(answer -> answer.nonce().equals(challenge.nonce()) && answer.port() == challenge.port())
                .filter(answer -> {
                    forged++;
                    return request.responders().stream()
                            .filter(peer -> peer.fingerprint().equals(answer.responder()))
                            .anyMatch(peer -> Answer.verifies(frame, peer.key()));
                });
    }

    /** The deadline has come. A challenge that could not even be sent was no question. */
    void expire() {
        finish(outgoing.hasRemaining() ? Reply.BROKEN : Reply.SILENT);
    }

    /** Gives it up without a reply. */
    void abandon() {
        isOver = true;
        closeQuietly();
    }

    private void finish(Reply reply) {
        if (isOver) {
            return;
        }
        isOver = true;
        closeQuietly();
        try {
            done.accept(reply);
        } catch (RuntimeException e) {
            LOG.error("the receiver of a challenge's reply failed", e);
        }
    }

    private void closeQuietly() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("closing a challenge's socket failed", e);
        }
    }
}
