package dev.portreach.probe.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;

/** A listener on loopback with one bad habit, on one thread whatever comes. */
final class HostilePeer implements AutoCloseable {

    enum Habit {
        /** Accepts, and says nothing until the other side closes. */
        IS_SILENT,
        /** Resets every connection at once. */
        RESETS,
        /** Closes every connection at once. */
        HANGS_UP,
        /** Sends as fast as it can, without end. */
        FLOODS,
        /** Sends one byte a connection, and never closes first. */
        DRIPS
    }

    private final Habit habit;
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final CompletableFuture<Long> ended = new CompletableFuture<>();
    private final ByteBuffer scratch = ByteBuffer.allocate(65_536);
    private final Thread thread;
    private long sent;

    private HostilePeer(Habit habit) throws IOException {
        this.habit = habit;
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        thread = new Thread(this::run, "hostile-peer");
        thread.start();
    }

    static HostilePeer that(Habit habit) throws IOException {
        return new HostilePeer(habit);
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    /** Bytes sent in all when the first connection was ended by the other side. */
    CompletableFuture<Long> ended() {
        return ended;
    }

    private void run() {
        try (selector;
                listener) {
            while (!Thread.currentThread().isInterrupted()) {
                selector.select(this::ready);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            ended.completeExceptionally(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel accepted = listener.accept();
                if (accepted != null) {
                    accepted(accepted);
                }
            } else {
                serve((SocketChannel) key.channel());
            }
        } catch (IOException e) {
            close(key);
        }
    }

    private void accepted(SocketChannel peer) throws IOException {
        peer.configureBlocking(false);
        switch (habit) {
            case RESETS -> {
                peer.setOption(StandardSocketOptions.SO_LINGER, 0);
                peer.close();
            }
            case HANGS_UP -> peer.close();
            case FLOODS -> peer.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            case DRIPS -> {
                peer.register(selector, SelectionKey.OP_READ);
                peer.write(ByteBuffer.wrap(new byte[1]));
            }
            case IS_SILENT -> peer.register(selector, SelectionKey.OP_READ);
        }
    }

    private void serve(SocketChannel peer) throws IOException {
        scratch.clear();
        if (peer.read(scratch) < 0) {
            throw new IOException("closed by the other side");
        }
        if (habit == Habit.FLOODS) {
            scratch.clear();
            sent += peer.write(scratch);
        }
    }

    private void close(SelectionKey key) {
        ended.complete(sent);
        try {
            key.channel().close();
        } catch (IOException e) {
            ended.completeExceptionally(e);
        }
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
