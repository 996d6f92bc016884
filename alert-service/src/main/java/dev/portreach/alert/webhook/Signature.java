package dev.portreach.alert.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a receiver that a request is ours and fresh: HMAC-SHA256 (RFC 2104) under the channel's key over
 * {@code <timestamp>.<body>}, the timestamp in seconds since the epoch.
 */
final class Signature {

    static final String TIMESTAMP_HEADER = "X-Portreach-Timestamp";
    static final String SIGNATURE_HEADER = "X-Portreach-Signature";

    private static final String VERSION = "v1=";

    private Signature() {}

    /** {@code v1=<64 hexadecimal digits>}. */
    static String of(String key, Instant at, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp(at) + ".").getBytes(StandardCharsets.UTF_8));
            return VERSION + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    static String timestamp(Instant at) {
        return Long.toString(at.getEpochSecond());
    }
}
