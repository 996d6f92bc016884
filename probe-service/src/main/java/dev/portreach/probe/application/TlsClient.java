package dev.portreach.probe.application;

import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** Makes the TLS side of an exchange. Confined to the engine's thread. */
final class TlsClient {

    private static final long CLOSE_NOTIFY_MILLIS = 200; // then the connection goes, whether the peer reads or not

    private final Trust trust;
    private CertificateJudge judge;

    TlsClient(Trust trust) {
        this.trust = trust;
    }

    /** A handler of its own session: a session taken up again would not show the certificate. */
    SslHandler handler(Question question) {
        if (judge == null) {
            judge = new CertificateJudge(trust.anchors());
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new JudgingTrustManager(judge, question.name())}, null);
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setServerNames(question.serverName()
                    .map(TlsClient::indication)
                    .map(List::of)
                    .orElse(List.of()));
            engine.setSSLParameters(parameters);
            SslHandler handler = new SslHandler(engine);
            handler.setHandshakeTimeoutMillis(0); // the exchange's deadline holds
            handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
            return handler;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime has no TLS", e);
        }
    }

    /** From bytes, which unlike text may have underscores. */
    private static SNIServerName indication(String name) {
        return new SNIHostName(name.getBytes(StandardCharsets.US_ASCII));
    }
}
