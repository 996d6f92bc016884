package dev.portreach.alert.history;

import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.Verdict;

/**
 * What makes two observations equal.
 *
 * @param runs ports and outcomes as JSON, without times
 */
public record Value(Verdict verdict, Proof proof, String address, String runs) {}
