package dev.portreach.alert.proof;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.portreach.contracts.proof.ProofReport;
import java.time.Instant;

/**
 * A proof as it is kept.
 *
 * @param receivedAt when it came here, by this service's clock
 */
public record StoredProof(@JsonUnwrapped ProofReport report, Instant receivedAt) {}
