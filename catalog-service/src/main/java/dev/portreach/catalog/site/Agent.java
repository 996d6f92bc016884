package dev.portreach.catalog.site;

import dev.portreach.catalog.check.Violations;
import dev.portreach.contracts.trust.AgentKeys;

/**
 * A probe-service enrolled at a site.
 *
 * @param id slug, unique at its site
 * @param publicKey Ed25519 public key, X.509 SubjectPublicKeyInfo in Base64
 */
public record Agent(String id, String publicKey) {

    public void check(Violations violations) {
        violations.id("id", id);
        if (publicKey == null) {
            violations.add("publicKey", "is missing");
            return;
        }
        try {
            AgentKeys.decodePublic(publicKey);
        } catch (IllegalArgumentException e) {
            violations.add("publicKey", e.getMessage());
        }
    }
}
