package dev.portreach.alert.judge;

import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.Verdict;

/**
 * What one observation says about one check.
 *
 * @param verdict over all ports seen
 * @param proof weak where another explanation fits as well
 * @param reason one line for people: the runs, and what they do not prove
 * @param ok ports that are as the policy demands
 * @param bad ports that are not
 * @param unknown ports of which nothing can be said
 */
public record Judgement(Verdict verdict, Proof proof, String reason, Ports ok, Ports bad, Ports unknown) {}
