package dev.portreach.probe.responder;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One accepted connection: one challenge, one answer, until the peer closes or its time is over. Whoever says nothing is
 * left in peace that long, as a probe that only connects would otherwise see a peer that hangs up.
 */
final class Conversation implements Ready {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final SocketChannel channel;
    private final InetSocketAddress source;
    private final OpenPort port;
    private final OpenPort.Hall hall;
    private final Runnable closed;
    private final long until;
    private ByteBuffer buffer; // made for the first byte: most connections bring none
    private boolean isAnswered;

    /**
     * @param until steady time in milliseconds at which it is over
     * @param closed called once
     */
    Conversation(
            SocketChannel channel,
            InetSocketAddress source,
            OpenPort port,
            OpenPort.Hall hall,
            long until,
            Runnable closed) {
        this.channel = channel;
        this.source = source;
        this.port = port;
        this.hall = hall;
        this.until = until;
        this.closed = closed;
    }

    OpenPort port() {
        return port;
    }

    InetSocketAddress source() {
        return source;
    }

    long until() {
        return until;
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            if (!goOn()) {
                close();
            }
        } catch (IOException e) {
            LOG.debug("a challenger's connection broke", e);
            close();
        }
    }

    /** @return false if there is nothing more to say */
    private boolean goOn() throws IOException {
        if (buffer == null) {
            buffer = ByteBuffer.allocate(Frame.MAX_LENGTH);
        }
        int read = channel.read(buffer);
        if (read <= 0) {
            return read == 0 && buffer.hasRemaining();
        }
        if (isAnswered) {
            return false;
        }
        if (buffer.position() < Frame.HEADER) {
            return true;
        }
        int length = Frame.length(buffer, Challenge.MAGIC);
        if (length == 0 || buffer.position() > length) {
            return false;
        }
        return buffer.position() < length || answer(length);
    }

    private boolean answer(int length) throws IOException {
        byte[] frame = new byte[length];
        buffer.flip().get(frame).clear();
        isAnswered = true;
        Optional<byte[]> answer =
                hall.answer(frame, source, port.challengers(), port.port().port());
        // an answer is smaller than any send buffer; should it not go whole, the connection is no use
        return answer.isPresent() && channel.write(ByteBuffer.wrap(answer.get())) == length;
    }

    void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a challenger's connection failed", e);
        }
        closed.run();
    }
}
