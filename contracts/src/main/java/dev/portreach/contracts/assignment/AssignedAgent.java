package dev.portreach.contracts.assignment;

import java.util.Objects;

/**
 * An agent enrolled for the site.
 *
 * @param id the agent's id
 * @param publicKey Ed25519 public key, X.509 SubjectPublicKeyInfo in Base64 (RFC 8410)
 */
public record AssignedAgent(String id, String publicKey) {

    public AssignedAgent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(publicKey, "publicKey");
    }
}
