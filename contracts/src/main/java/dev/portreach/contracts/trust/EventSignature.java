package dev.portreach.contracts.trust;

import dev.portreach.contracts.event.EventType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The signature over an event: over its type, its key and every byte of its value, so that nothing can be changed, sent
 * under another site's key, or passed off as another kind of event.
 */
public final class EventSignature {

    private static final String ALGORITHM = "Ed25519";

    /**
     * A provider that the class path brings, as against those of the JDK, whose Ed25519 takes a millisecond to verify (JDK
     * 17); null if none does, or if its native code does not run here.
     */
    private static final Provider BROUGHT = brought();

    private EventSignature() {}

    private static Provider brought() {
        try {
            return ServiceLoader.load(Provider.class, EventSignature.class.getClassLoader()).stream()
                    .filter(found -> !found.type().getModule().isNamed())
                    .map(ServiceLoader.Provider::get)
                    .filter(provider -> provider.getService("Signature", ALGORITHM) != null)
                    .findFirst()
                    .orElse(null);
        } catch (ServiceConfigurationError e) {
            return null;
        }
    }

    /** Whose code signs and verifies, for people. */
    public static String provider() {
        try {
            return algorithm().getProvider().getName();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    private static Signature algorithm() throws NoSuchAlgorithmException {
        return BROUGHT == null ? Signature.getInstance(ALGORITHM) : Signature.getInstance(ALGORITHM, BROUGHT);
    }

    /** Base64 of the signature, for the header {@code ce_signature}. */
    public static String sign(PrivateKey privateKey, EventType<?> type, String key, byte[] value) {
        try {
            Signature signature = algorithm();
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
            Signature signature = algorithm();
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
