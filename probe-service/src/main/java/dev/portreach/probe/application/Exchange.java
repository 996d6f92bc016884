package dev.portreach.probe.application;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.engine.ConnectFailure;
import dev.portreach.probe.engine.ProbeResult;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, from connect to its result. Stands next to the socket, before TLS and HTTP, to count what the peer
 * sends and to see the connection go. Confined to the engine's thread.
 */
final class Exchange extends ChannelDuplexHandler {

    private enum Phase {
        CONNECTING,
        HANDSHAKING,
        ASKING,
        DONE
    }

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int MAX_BYTES = 262_144; // a handshake, large headers, and 64 KiB of body in small pieces

    private final ApplicationRequest request;
    private final TlsClient tls;
    private final Consumer<ProbeResult> done;
    private Phase phase = Phase.CONNECTING;
    private ChannelHandlerContext context;
    private HttpDialogue dialogue;
    private Future<?> limit;
    private long startedNanos;
    private Long rttMicros;
    private long bytes;
    private boolean answered;

    Exchange(ApplicationRequest request, TlsClient tls, Consumer<ProbeResult> done) {
        this.request = request;
        this.tls = tls;
        this.done = done;
    }

    InetSocketAddress target() {
        return request.target();
    }

    Question question() {
        return request.question();
    }

    /** Ends the exchange at its deadline, which begins now. */
    void limit(EventLoop loop) {
        startedNanos = System.nanoTime();
        limit = loop.schedule(this::expire, request.deadline().toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        if (phase == Phase.DONE) {
            disconnect();
        }
    }

    @Override
    public void connect(ChannelHandlerContext ctx, SocketAddress remote, SocketAddress local, ChannelPromise promise)
            throws Exception {
        startedNanos = System.nanoTime(); // the round trip begins with the SYN
        super.connect(ctx, remote, local, promise);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        rttMicros = sinceStart();
        if (question().isEncrypted()) {
            phase = Phase.HANDSHAKING;
            SslHandler handler = tls.handler(question());
            handler.handshakeFuture().addListener(this::handshaken);
            ctx.pipeline().addLast(handler, new TlsWatch()); // begins at once, as the channel is active
        } else {
            ask();
        }
        super.channelActive(ctx);
    }

    private void handshaken(Future<?> handshake) {
        if (phase != Phase.HANDSHAKING) {
            return;
        }
        if (!handshake.isSuccess()) {
            fail(handshake.cause());
        } else if (question().isHttp()) {
            ask();
        } else {
            finish(ProbeResult.of(Outcome.OPEN, rttMicros));
        }
    }

    private void ask() {
        phase = Phase.ASKING;
        answered = false; // from here on it is the answer that is waited for
        dialogue = new HttpDialogue(this);
        dialogue.begin(context.pipeline());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (phase == Phase.DONE) {
            ReferenceCountUtil.release(message);
            return;
        }
        answered = true;
        bytes += ((ByteBuf) message).readableBytes();
        if (bytes <= MAX_BYTES) {
            super.channelRead(ctx, message);
            return;
        }
        ReferenceCountUtil.release(message);
        if (phase == Phase.ASKING) {
            dialogue.interrupt("answer too large");
        } else {
            finish(Outcome.TLS_ERROR, "handshake too large");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        if (phase == Phase.HANDSHAKING) {
            finish(Outcome.TLS_ERROR, "connection closed in handshake");
        }
        super.channelInactive(ctx); // the end of the connection may be the end of a body
        if (phase == Phase.ASKING) {
            dialogue.interrupt("connection closed");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("an exchange with {} failed", request.target(), cause);
        if (phase == Phase.ASKING) {
            dialogue.interrupt("connection reset");
        } else if (cause instanceof IOException) {
            finish(Outcome.TLS_ERROR, "connection reset in handshake");
        } else {
            finish(ProbeResult.unanswered(Outcome.LOCAL_ERROR));
        }
    }

    /** Sees TLS fail after the handshake too, as where the peer wanted a certificate of ours. */
    private final class TlsWatch extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            fail(cause);
        }
    }

    /** Takes a failure of connect, which reads as it would have without anything to ask. */
    void connectFailed(Throwable cause) {
        if (phase == Phase.DONE) {
            return;
        }
        // Netty's exception says the same and names the peer, but not every one is of the same class.
        Throwable original = cause.getCause() == null ? cause : cause.getCause();
        Outcome outcome = original instanceof Exception failure
                ? ConnectFailure.classify(failure, request.target().getAddress())
                : Outcome.LOCAL_ERROR;
        boolean silent = outcome == Outcome.TIMEOUT || outcome == Outcome.LOCAL_ERROR;
        finish(ProbeResult.of(outcome, silent ? null : sinceStart()));
    }

    private void fail(Throwable cause) {
        LOG.debug("TLS with {} failed", request.target(), cause);
        CertificateFault fault = TlsFailure.classify(cause);
        finish(fault.outcome(), fault.detail());
    }

    private void expire() {
        switch (phase) {
            case CONNECTING -> finish(ProbeResult.unanswered(Outcome.TIMEOUT));
            case HANDSHAKING ->
                finish(Outcome.TLS_ERROR, answered ? "handshake not done in time" : "no answer in time");
            case ASKING -> dialogue.interrupt(answered ? "answer not done in time" : "no answer in time");
            case DONE -> {}
        }
    }

    void finish(Outcome outcome, String detail) {
        ProbeResult result = ProbeResult.of(outcome, rttMicros);
        finish(result.with(result.proof(), detail));
    }

    /** Hands on the result, once, and closes the connection. */
    void finish(ProbeResult result) {
        if (phase == Phase.DONE) {
            return;
        }
        phase = Phase.DONE;
        limit.cancel(false);
        if (context != null) {
            disconnect();
        }
        done.accept(result);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the engine waits for the channel's end
    private void disconnect() {
        context.channel().close();
    }

    private long sinceStart() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startedNanos);
    }
}
