package dev.portreach.standalone.workgroup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A port that drops: it listens, nobody ever accepts, and its queue of connections is full, so the kernel lets further
 * SYNs fall without an answer. To a probe that is the same as a firewall that drops, and it needs no privileges.
 */
public final class FullBacklog implements AutoCloseable {

    private static final int BACKLOG = 1;

    /** A queue of one takes two connections on Linux; whatever comes after those must hang. */
    private static final int FILLERS = 4;

    /** A handshake over loopback takes well below a millisecond. */
    private static final long HANDSHAKE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final InetSocketAddress wanted;
    private final ServerSocketChannel listener;
    private final List<SocketChannel> fillers = new ArrayList<>();

    private FullBacklog(InetSocketAddress wanted, ServerSocketChannel listener) {
        this.wanted = wanted;
        this.listener = listener;
    }

    /**
     * Takes addresses, which must be free, and fills their queues until a connection to each one hangs.
     *
     * @throws IOException if an address is taken, or the kernel does not drop (it may be told to reset instead)
     */
    public static List<FullBacklog> at(Collection<InetSocketAddress> addresses) throws IOException {
        List<FullBacklog> all = new ArrayList<>();
        try {
            for (InetSocketAddress address : addresses) {
                FullBacklog one = new FullBacklog(address, ServerSocketChannel.open());
                all.add(one);
                one.fill();
            }
            // One wait for all of them: an extranet of dropped ports must not take a minute to make.
            LockSupport.parkNanos(HANDSHAKE_NANOS);
            for (FullBacklog one : all) {
                one.requireFull();
            }
            return all;
        } catch (IOException e) {
            for (FullBacklog one : all) {
                one.close();
            }
            throw e;
        }
    }

    private void fill() throws IOException {
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        listener.bind(wanted, BACKLOG);
        for (int i = 0; i < FILLERS; i++) {
            SocketChannel filler = SocketChannel.open();
            fillers.add(filler);
            filler.configureBlocking(false);
            filler.connect(listener.getLocalAddress());
        }
    }

    /** Keeps the connections that fill the queue, and gives up those that hang. */
    private void requireFull() throws IOException {
        List<SocketChannel> hanging = new ArrayList<>();
        for (SocketChannel filler : fillers) {
            if (!filler.finishConnect()) {
                hanging.add(filler);
            }
        }
        if (hanging.isEmpty()) {
            throw new IOException(
                    "the queue of %s takes ever more connections: it cannot be made to drop".formatted(wanted));
        }
        for (SocketChannel filler : hanging) {
            fillers.remove(filler);
            filler.close();
        }
    }

    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel filler : fillers) {
            filler.close();
        }
        listener.close();
    }
}
