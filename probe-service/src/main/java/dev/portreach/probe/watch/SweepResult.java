package dev.portreach.probe.watch;

import dev.portreach.probe.engine.ProbeResult;
import java.util.SortedMap;

/**
 * What a sweep showed.
 *
 * @param address the address that was probed: the literal, or what the name resolved to
 * @param byPort a result for every port of the sweep; empty if the sweep was given up, which makes no observation
 */
public record SweepResult(String address, SortedMap<Integer, ProbeResult> byPort) {}
