package dev.portreach.contracts.rest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Entity tags (RFC 9110, section 8.8.3) made of the bytes that they name, so that they differ whenever the bytes do: {@code
 * version.hash}, or the hash alone where nothing has a version. {@code If-Match} asks for the version only, as a body may
 * show more than what is edited, such as how a channel is doing.
 */
public final class BodyTag {

    private static final int BYTES = 12; // nobody gains by finding two bodies of one tag
    private static final char SEPARATOR = '.';

    private BodyTag() {}

    /**
     * The tag of a body, without quotes.
     *
     * @param version of what is shown, without quotes and dots; null if it has none
     */
    public static String of(String version, byte[] body) {
        String hash = hash(body);
        return version == null ? hash : version + SEPARATOR + hash;
    }

    /** What the tag says of the version: all before the hash. Takes tags with and without quotes, and leaves them so. */
    public static String version(String tag) {
        int end = tag.indexOf(SEPARATOR);
        if (end < 0) {
            return tag;
        }
        return tag.substring(0, end) + (tag.endsWith("\"") ? "\"" : "");
    }

    private static String hash(byte[] body) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(body);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
