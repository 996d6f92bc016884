package dev.portreach.alert.history;

import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What makes two observations equal.
 *
 * @param runs ports and outcomes as JSON, without times
 * @param reason for people; null if there is none
 * @param holdMillis how long an observation speaks for what follows, if nothing follows
 */
public record Value(Verdict verdict, Proof proof, String address, String runs, String reason, long holdMillis) {

    private static final char SEPARATOR = '\u001f';

    /** The first eight bytes of the SHA-256 of all of it, so that whoever writes it needs to ask nobody for a number. */
    long fingerprint() {
        String all = verdict.wireName()
                + SEPARATOR
                + proof.wireName()
                + SEPARATOR
                + text(address)
                + SEPARATOR
                + runs
                + SEPARATOR
                + text(reason)
                + SEPARATOR
                + holdMillis;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
