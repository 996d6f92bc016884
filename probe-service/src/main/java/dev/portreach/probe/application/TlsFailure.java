package dev.portreach.probe.application;

import dev.portreach.contracts.result.Outcome;
import io.netty.handler.ssl.NotSslRecordException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an exception of TLS says, in words that are few and stay the same, whatever the peer made of its bytes. */
final class TlsFailure {

    private static final Pattern ALERT = Pattern.compile("Received (?:fatal|warning) alert: ([a-z_]{1,40})");

    private TlsFailure() {}

    static CertificateFault classify(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateFaultException fault) {
                return fault.fault();
            }
        }
        return new CertificateFault(Outcome.TLS_ERROR, detail(failure));
    }

    private static String detail(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? "" : cause.getMessage();
            Matcher alert = ALERT.matcher(message);
            if (alert.find()) {
                return "alert " + alert.group(1);
            }
            if (cause instanceof NotSslRecordException
                    || message.startsWith("Unsupported or unrecognized SSL message")) {
                return "not TLS";
            }
            if (message.startsWith("The server selected protocol version")) {
                return "no common version";
            }
        }
        return "handshake failed";
    }
}
