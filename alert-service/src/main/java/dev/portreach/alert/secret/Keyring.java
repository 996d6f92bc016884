package dev.portreach.alert.secret;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Keys by name; the first one encrypts, all of them decrypt. A key's name is made of it and does not give it away. */
public final class Keyring {

    private static final int KEY_BYTES = 32;
    private static final int NAME_BYTES = 4;

    private final Map<String, SecretKey> keys;

    private Keyring(Map<String, SecretKey> keys) {
        this.keys = keys;
    }

    /**
     * Reads keys as they are written down: one a line, 32 bytes in Base64; empty lines and those that begin with # are
     * skipped.
     *
     * @throws IllegalArgumentException if there is none, or one is no such key; does not repeat it
     */
    public static Keyring parse(String text) {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no key: 32 random bytes in Base64, as `openssl rand -base64 32` makes");
        }
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            byte[] key = decode(lines.get(i), i + 1);
            keys.put(name(key), new SecretKeySpec(key, "AES"));
        }
        return new Keyring(keys);
    }

    private static byte[] decode(String line, int number) {
        try {
            byte[] key = Base64.getDecoder().decode(line);
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // said below, without the key
        }
        throw new IllegalArgumentException("key %d is not %d bytes in Base64".formatted(number, KEY_BYTES));
    }

    private static String name(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String first() {
        return names().get(0);
    }

    Optional<SecretKey> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    List<String> names() {
        return new ArrayList<>(keys.keySet());
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "Keyring" + keys.keySet();
    }
}
