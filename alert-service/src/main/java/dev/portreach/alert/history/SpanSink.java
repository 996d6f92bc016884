package dev.portreach.alert.history;

import dev.portreach.contracts.state.Verdict;

/** Takes what was believed of checks, one time after the other. */
@FunctionalInterface
public interface SpanSink {

    /**
     * @param check its number
     * @param from inclusive, milliseconds since the epoch
     * @param to exclusive
     * @param verdict confirmed; never unknown
     */
    void take(int check, long from, long to, Verdict verdict);
}
