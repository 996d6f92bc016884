/**
 * Counts, losses and round-trip times over a fixed span of time: small, and mergeable over time and checks without losing
 * more than {@link dev.portreach.alert.rollup.LatencyScale} says.
 */
package dev.portreach.alert.rollup;
