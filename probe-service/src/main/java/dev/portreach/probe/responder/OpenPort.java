package dev.portreach.probe.responder;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.probe.identity.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port that this agent listens at, and whom it answers there. */
final class OpenPort implements Ready {

    /** What the ports share. */
    interface Hall {

        /** The answer to these bytes; empty for silence. */
        Optional<byte[]> answer(byte[] frame, InetSocketAddress source, Map<String, Peer> challengers, int port);

        /** Takes a connection, or closes it if there are too many. */
        void admit(SocketChannel channel, OpenPort port);

        /** The port cannot go on. */
        void failed(OpenPort port, IOException reason);
    }

    private static final Logger LOG = LoggerFactory.getLogger(OpenPort.class);
    private static final int BACKLOG = 16;
    private static final int MAX_A_TURN = 16; // so that one port does not hold up the others

    private final ListeningPort port;
    private final Hall hall;
    private final SelectableChannel channel;
    private Map<String, Peer> challengers;

    private OpenPort(ListeningPort port, Map<String, Peer> challengers, Hall hall, SelectableChannel channel) {
        this.port = port;
        this.challengers = challengers;
        this.hall = hall;
        this.channel = channel;
    }

    /** @throws IOException if the port cannot be had, as when another process holds it */
    static OpenPort open(ListeningPort port, Map<String, Peer> challengers, Hall hall, Selector selector)
            throws IOException {
        SelectableChannel channel =
                port.protocol() == Protocol.TCP ? ServerSocketChannel.open() : DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            OpenPort open = new OpenPort(port, challengers, hall, channel);
            if (channel instanceof ServerSocketChannel server) {
                server.bind(port.socketAddress(), BACKLOG);
                server.register(selector, SelectionKey.OP_ACCEPT, open);
            } else if (channel instanceof DatagramChannel datagrams) {
                datagrams.bind(port.socketAddress());
                datagrams.register(selector, SelectionKey.OP_READ, open);
            }
            return open;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    ListeningPort port() {
        return port;
    }

    Map<String, Peer> challengers() {
        return challengers;
    }

    void answerOnly(Map<String, Peer> others) {
        challengers = others;
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            for (int turn = 0; turn < MAX_A_TURN; turn++) {
                boolean more = channel instanceof ServerSocketChannel server
                        ? accept(server)
                        : receive((DatagramChannel) channel);
                if (!more) {
                    return;
                }
            }
        } catch (IOException e) {
            hall.failed(this, e); // such as no descriptor left: to try again at once would spin
        }
    }

    private boolean accept(ServerSocketChannel server) throws IOException {
        SocketChannel accepted = server.accept();
        if (accepted == null) {
            return false;
        }
        hall.admit(accepted, this);
        return true;
    }

    private boolean receive(DatagramChannel datagrams) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Frame.MAX_LENGTH + 1); // one more shows what is too long
        InetSocketAddress source = (InetSocketAddress) datagrams.receive(buffer);
        if (source == null) {
            return false;
        }
        byte[] frame = new byte[buffer.flip().remaining()];
        buffer.get(frame);
        Optional<byte[]> answer = hall.answer(frame, source, challengers, port.port());
        if (answer.isPresent()) {
            send(datagrams, answer.get(), source);
        }
        return true;
    }

    private static void send(DatagramChannel datagrams, byte[] answer, InetSocketAddress to) {
        try {
            datagrams.send(ByteBuffer.wrap(answer), to);
        } catch (IOException e) {
            LOG.debug("an answer could not be sent", e); // the way back is the challenger's to judge
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a port failed", e);
        }
    }
}
