package dev.portreach.alert.history;

/**
 * What history keeps of an observation.
 *
 * @param value what {@link Judged#value} stands for
 * @param measured whether it counts for roll-ups: not if it is so old that they are dropped
 * @param lost a port was silent and none answered
 * @param rttMicros round-trip time in microseconds; null if nothing answered
 */
record Assessed(String check, Judged judged, Value value, boolean measured, boolean lost, Long rttMicros) {}
