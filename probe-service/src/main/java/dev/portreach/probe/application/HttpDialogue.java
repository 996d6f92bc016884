package dev.portreach.probe.application;

import dev.portreach.contracts.result.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * One GET, and what comes back. A body is read only where something must be found in it, as it is sent: nothing is
 * decompressed. A redirect is an answer like any other.
 */
final class HttpDialogue extends SimpleChannelInboundHandler<HttpObject> {

    private static final int MAX_LINE = 4_096;
    private static final int MAX_HEADERS = 16_384;
    private static final int MAX_CHUNK = 8_192;
    private static final int MAX_BODY = 65_536;

    private final Exchange exchange;
    private final Question question;
    private final ByteBuf body = Unpooled.buffer(0, MAX_BODY);
    private boolean inBody;

    HttpDialogue(Exchange exchange) {
        this.exchange = exchange;
        this.question = exchange.question();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // should it fail, the connection is gone, which is seen
    void begin(ChannelPipeline pipeline) {
        pipeline.addLast(new HttpClientCodec(MAX_LINE, MAX_HEADERS, MAX_CHUNK), this);
        HttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, question.path());
        request.headers()
                .set(HttpHeaderNames.HOST, question.host(exchange.target().getPort()))
                .set(HttpHeaderNames.USER_AGENT, "portreach")
                .set(HttpHeaderNames.ACCEPT, "*/*")
                .set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        pipeline.writeAndFlush(request);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            interrupt(unreadable(part.decoderResult()));
            return;
        }
        if (part instanceof HttpResponse response) {
            take(response);
        }
        if (inBody && part instanceof HttpContent content) {
            body.writeBytes(
                    content.content(), Math.min(content.content().readableBytes(), MAX_BODY - body.readableBytes()));
            if (part instanceof LastHttpContent || body.readableBytes() == MAX_BODY) {
                interrupt("body does not match");
            }
        }
    }

    private void take(HttpResponse response) {
        if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            return; // another one follows (RFC 9110, section 15.2)
        }
        int status = response.status().code();
        if (!question.status().contains(status)) {
            exchange.finish(Outcome.HTTP_ERROR, "status " + status);
        } else if (question.bodyMatch() == null) {
            exchange.finish(Outcome.OPEN, null);
        } else {
            inBody = true;
        }
    }

    private static String unreadable(DecoderResult result) {
        return result.cause() instanceof TooLongFrameException ? "headers too large" : "not HTTP";
    }

    /** Ends it here: well if what must be found in the body has come already. */
    void interrupt(String otherwise) {
        boolean isFound = inBody && question.bodyMatch().isFoundIn(body.array(), body.readableBytes());
        inBody = false;
        if (isFound) {
            exchange.finish(Outcome.OPEN, null);
        } else {
            exchange.finish(Outcome.HTTP_ERROR, otherwise);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        interrupt("not HTTP");
    }
}
