package dev.portreach.alert.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals texts with AES-256-GCM (NIST SP 800-38D): a fresh 96-bit nonce each, a 128-bit tag, and the place where the text
 * belongs as associated data, so that a sealed text cannot be moved to another row. Written as {@code 1.<key>.<Base64>}.
 */
public final class SecretBox {

    /** A sealed text cannot be opened: its key is not here, or it was changed. */
    public static class LockedException extends RuntimeException {

        LockedException(String message) {
            super(message);
        }
    }

    private static final String VERSION = "1";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Keyring keys;
    private final SecureRandom random = new SecureRandom();

    public SecretBox(Keyring keys) {
        this.keys = keys;
    }

    /** @param place where it is kept, such as {@code channel/chat} */
    public String seal(String place, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String name = keys.first();
        byte[] sealed = run(
                Cipher.ENCRYPT_MODE, keys.key(name).orElseThrow(), nonce, place, text.getBytes(StandardCharsets.UTF_8));
        byte[] all = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return String.join(".", VERSION, name, Base64.getEncoder().encodeToString(all));
    }

    /**
     * @throws LockedException if its key is not here, it belongs elsewhere, or it was changed
     */
    public String open(String place, String sealed) {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new LockedException("it is not sealed as this version does");
        }
        SecretKey key = keys.key(parts[1])
                .orElseThrow(() -> new LockedException(
                        "it is sealed with key %s, which is not among %s".formatted(parts[1], keys.names())));
        byte[] all = Base64.getDecoder().decode(parts[2]);
        byte[] text = run(
                Cipher.DECRYPT_MODE,
                key,
                Arrays.copyOf(all, NONCE_BYTES),
                place,
                Arrays.copyOfRange(all, Math.min(NONCE_BYTES, all.length), all.length));
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Whether it is sealed with another key than the one that seals now. */
    public boolean isOutdated(String sealed) {
        return !sealed.startsWith(VERSION + "." + keys.first() + ".");
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, String place, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new LockedException("it was changed, or belongs elsewhere");
        }
    }
}
