package dev.portreach.alert.history;

import dev.portreach.contracts.state.Verdict;

/**
 * A time over which one verdict holds.
 *
 * @param from inclusive, milliseconds since the epoch
 * @param to exclusive
 */
record Span(long from, long to, Verdict verdict) {}
