package dev.portreach.contracts.trust;

import dev.portreach.contracts.event.EventType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;

/**
 * The signature over an event: over its type, its key and every byte of its value, so that nothing can be changed, sent
 * under another site's key, or passed off as another kind of event.
 */
public final class EventSignature {

    private static final String ALGORITHM = "Ed25519";

    private EventSignature() {}

    /** Base64 of the signature, for the header {@code ce_signature}. */
    public static String sign(PrivateKey privateKey, EventType<?> type, String key, byte[] value) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            feed(signature, type, key, value);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with this key", e);
        }
    }

    /** Whether the signature is that of the key's owner; anything malformed is not. */
    public static boolean verifies(
            PublicKey publicKey, EventType<?> type, String key, byte[] value, String signatureText) {
        if (signatureText == null || key == null || value == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey);
            feed(signature, type, key, value);
            return signature.verify(Base64.getDecoder().decode(signatureText));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static void feed(Signature signature, EventType<?> type, String key, byte[] value)
            throws SignatureException {
        signature.update(type.name().getBytes(StandardCharsets.UTF_8));
        signature.update((byte) 0);
        signature.update(key.getBytes(StandardCharsets.UTF_8));
        signature.update((byte) 0);
        signature.update(value);
    }
}
