package dev.portreach.probe.application;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.engine.ProbeResult;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks peers over TLS and HTTP, all on one event loop. Each exchange is one connection, to the address that was given and
 * nowhere else: redirects are answers, not followed. All that a peer may send is bounded in size and by the deadline.
 */
public final class ApplicationEngine implements AutoCloseable {

    /**
     * @param maxInFlight exchanges at the same time, which bounds memory and file descriptors; the others wait their turn
     * @param source local address to connect from; null for the system's choice
     * @param trust whose certificates are good
     */
    public record Settings(int maxInFlight, InetAddress source, Trust trust) {

        /** As many as fit into a small heap. */
        public static final int MAX_IN_FLIGHT = 64;

        /** The system's source address, and the runtime's trusted certificates. */
        public static final Settings DEFAULTS = new Settings(MAX_IN_FLIGHT, null, Trust.DEFAULT);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationEngine.class);
    private static final int MAX_READ = 16_384;

    private final Settings settings;
    private final NioEventLoopGroup group = new NioEventLoopGroup(1, task -> {
        Thread thread = new Thread(task, "application-engine");
        thread.setDaemon(true);
        return thread;
    });
    private final EventLoop loop = group.next();
    private final Bootstrap bootstrap;
    private final TlsClient tls;
    private final Queue<Exchange> waiting = new ArrayDeque<>();
    private final AtomicInteger inFlight = new AtomicInteger();

    public ApplicationEngine(Settings settings) {
        this.settings = settings;
        this.tls = new TlsClient(settings.trust());
        this.bootstrap = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, new UnpooledByteBufAllocator(false)) // few and small: no arenas
                .option(ChannelOption.RCVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 2_048, MAX_READ))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0); // the exchange's deadline holds
    }

    /**
     * Starts an exchange.
     *
     * @param done called once, on the engine's thread; must not block
     */
    public void probe(ApplicationRequest request, Consumer<ProbeResult> done) {
        loop.execute(() -> {
            waiting.add(new Exchange(request, tls, result -> hand(result, done)));
            admit();
        });
    }

    /** Exchanges under way now, without those that wait their turn. */
    public int inFlight() {
        return inFlight.get();
    }

    private void admit() {
        while (inFlight.get() < settings.maxInFlight() && !waiting.isEmpty()) {
            inFlight.incrementAndGet();
            start(waiting.remove());
        }
    }

    private void start(Exchange exchange) {
        try {
            exchange.limit(loop);
            InetSocketAddress source = settings.source() == null ? null : new InetSocketAddress(settings.source(), 0);
            bootstrap
                    .clone()
                    .handler(exchange)
                    .connect(exchange.target(), source)
                    .addListener((ChannelFuture connected) -> connected(exchange, connected));
        } catch (RuntimeException e) {
            LOG.debug("cannot start an exchange", e);
            exchange.finish(ProbeResult.unanswered(Outcome.LOCAL_ERROR));
            left();
        }
    }

    private void connected(Exchange exchange, ChannelFuture connected) {
        if (connected.isSuccess()) {
            connected.channel().closeFuture().addListener(closed -> left());
        } else {
            exchange.connectFailed(connected.cause());
            left();
        }
    }

    private void left() {
        inFlight.decrementAndGet();
        admit();
    }

    private static void hand(ProbeResult result, Consumer<ProbeResult> done) {
        try {
            done.accept(result);
        } catch (RuntimeException e) {
            LOG.error("the receiver of a probe's result failed", e);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
