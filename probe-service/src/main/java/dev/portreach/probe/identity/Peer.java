package dev.portreach.probe.identity;

import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.trust.AgentKeys;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HexFormat;

/**
 * Another agent, known by the key that it enrolled with.
 *
 * @param fingerprint first 16 bytes of the key's SHA-256, in hex; names it among all sites, as an agent's id does not
 */
public record Peer(String agent, PublicKey key, String fingerprint) {

    /** Bytes of a fingerprint. */
    public static final int FINGERPRINT_BYTES = 16;

    /** @throws IllegalArgumentException naming the agent whose key is not an Ed25519 key */
    public static Peer of(AssignedAgent agent) {
        try {
            PublicKey key = AgentKeys.decodePublic(agent.publicKey());
            return new Peer(agent.id(), key, fingerprint(key));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the key of agent %s is %s".formatted(agent.id().replaceAll("\\p{Cntrl}", "?"), e.getMessage()), e);
        }
    }

    static String fingerprint(PublicKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
