package dev.portreach.probe.responder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepted connections, bounded in number, in number from one source, and in time. Confined to one thread. */
final class Conversations {

    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);

    private final int most;
    private final int mostOfOneSource;
    private final long lifeMillis;
    private final Set<Conversation> open = new LinkedHashSet<>(); // all live as long: the first is over first
    private final Map<InetAddress, Integer> bySource = new HashMap<>();

    Conversations(int most, int mostOfOneSource, long lifeMillis) {
        this.most = most;
        this.mostOfOneSource = mostOfOneSource;
        this.lifeMillis = lifeMillis;
    }

    /** Takes the connection, or closes it if there are too many. */
    void admit(SocketChannel channel, OpenPort port, OpenPort.Hall hall, Selector selector, long now) {
        try {
            InetSocketAddress source = (InetSocketAddress) channel.getRemoteAddress();
            if (source == null
                    || open.size() >= most
                    || bySource.getOrDefault(source.getAddress(), 0) >= mostOfOneSource) {
                channel.close();
                return;
            }
            channel.configureBlocking(false);
            Conversation[] made = new Conversation[1];
            made[0] = new Conversation(channel, source, port, hall, now + lifeMillis, () -> forget(made[0]));
            channel.register(selector, SelectionKey.OP_READ, made[0]);
            open.add(made[0]);
            bySource.merge(source.getAddress(), 1, Integer::sum);
        } catch (IOException e) {
            LOG.debug("a connection broke before it was taken", e);
            closeQuietly(channel);
        }
    }

    private void forget(Conversation over) {
        open.remove(over);
        bySource.computeIfPresent(over.source().getAddress(), (source, count) -> count == 1 ? null : count - 1);
    }

    /** When {@link #expire} has something to do; {@link Long#MAX_VALUE} if never. */
    long due() {
        return open.isEmpty() ? Long.MAX_VALUE : open.iterator().next().until();
    }

    void expire(long now) {
        while (due() <= now) {
            open.iterator().next().close();
        }
    }

    void closeThoseOf(OpenPort port) {
        List.copyOf(open).stream().filter(one -> one.port() == port).forEach(Conversation::close);
    }

    void closeAll() {
        List.copyOf(open).forEach(Conversation::close);
    }

    int size() {
        return open.size();
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a connection failed", e);
        }
    }
}
