package dev.portreach.standalone.workgroup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Many listeners on one thread. An open one accepts and keeps a connection until the peer closes it; at most a fixed
 * number of connections are kept, the oldest go first.
 */
public final class ListenerBank implements AutoCloseable {

    private static final int BACKLOG = 64;
    private static final int MOST_CONNECTIONS = 1_000;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Map<InetSocketAddress, ServerSocketChannel> open = new HashMap<>();
    private final Map<InetSocketAddress, FullBacklog> dropping = new HashMap<>();
    private final Deque<SocketChannel> accepted = new ArrayDeque<>();
    private final ByteBuffer sink = ByteBuffer.allocate(4096);
    private volatile boolean closing;

    public ListenerBank() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::loop, "demo-listeners");
        thread.setDaemon(true);
        thread.start();
    }

    /** From here on the addresses accept. */
    public void open(Collection<InetSocketAddress> addresses) {
        change(addresses, () -> {
            for (InetSocketAddress address : addresses) {
                bind(address);
            }
        });
    }

    /** From here on the addresses refuse: nobody listens. */
    public void refuse(Collection<InetSocketAddress> addresses) {
        change(addresses, () -> {});
    }

    /** From here on the addresses do not answer at all. */
    public void drop(Collection<InetSocketAddress> addresses) {
        change(addresses, () -> {
            List<FullBacklog> drops = FullBacklog.at(addresses);
            for (FullBacklog drop : drops) {
                dropping.put(drop.address(), drop);
            }
        });
    }

    @FunctionalInterface
    private interface Change {
        void apply() throws IOException;
    }

    private void change(Collection<InetSocketAddress> addresses, Change change) {
        onThread(() -> {
            try {
                for (InetSocketAddress address : addresses) {
                    release(address);
                }
                // A closed listener lets go of its port only when the selector has noticed.
                selector.selectNow();
                change.apply();
            } catch (IOException e) {
                throw new UncheckedIOException("a listener of the demo cannot be changed: " + e.getMessage(), e);
            }
        });
    }

    private void release(InetSocketAddress address) throws IOException {
        ServerSocketChannel listener = open.remove(address);
        if (listener != null) {
            listener.close();
        }
        FullBacklog drop = dropping.remove(address);
        if (drop != null) {
            drop.close();
        }
    }

    private void bind(InetSocketAddress address) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(address, BACKLOG);
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            listener.close();
            throw new IOException("%s: %s".formatted(address, e.getMessage()), e);
        }
        open.put(address, listener);
    }

    private void loop() {
        while (!closing) {
            try {
                selector.select();
                for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
                    command.run();
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    serve(key);
                }
                selector.selectedKeys().clear();
            } catch (IOException e) {
                throw new UncheckedIOException("the demo's listeners stopped", e);
            }
        }
    }

    private void serve(SelectionKey key) throws IOException {
        if (!key.isValid()) {
            return;
        }
        if (key.channel() instanceof ServerSocketChannel listener) {
            SocketChannel connection = listener.accept();
            if (connection != null) {
                keep(connection);
            }
        } else if (key.channel() instanceof SocketChannel connection) {
            drain(connection);
        }
    }

    private void keep(SocketChannel connection) throws IOException {
        connection.configureBlocking(false);
        connection.register(selector, SelectionKey.OP_READ);
        accepted.addLast(connection);
        if (accepted.size() > MOST_CONNECTIONS) {
            accepted.removeFirst().close();
        }
    }

    private void drain(SocketChannel connection) throws IOException {
        int read;
        try {
            sink.clear();
            read = connection.read(sink);
        } catch (IOException e) {
            read = -1; // reset by the peer: gone all the same
        }
        if (read < 0) {
            accepted.remove(connection);
            connection.close();
        }
    }

    private void onThread(Runnable command) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        commands.add(() -> {
            try {
                command.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        selector.wakeup();
        try {
            done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() throws IOException {
        onThread(() -> closing = true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (ServerSocketChannel listener : open.values()) {
            listener.close();
        }
        for (FullBacklog drop : dropping.values()) {
            drop.close();
        }
        for (SocketChannel connection : accepted) {
            connection.close();
        }
        selector.close();
    }
}
