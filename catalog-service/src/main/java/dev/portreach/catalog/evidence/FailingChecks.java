package dev.portreach.catalog.evidence;

import dev.portreach.contracts.state.CheckState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The checks that fail, in memory, at most so many: beyond that further ones are left out, and it says so until it is read
 * anew. Used by the thread that reads and those that ask.
 */
final class FailingChecks {

    private final int max;
    private final Map<String, FailingCheck> failing = new HashMap<>();
    private boolean hasLeftOut;
    private Instant asOf;

    FailingChecks(int max) {
        this.max = max;
    }

    /** Takes a state in the order in which they were published. */
    synchronized void take(CheckState state) {
        Optional<FailingCheck> blocked = Blocked.of(state);
        if (blocked.isEmpty()) {
            failing.remove(state.check());
        } else if (failing.size() < max || failing.containsKey(state.check())) {
            failing.put(state.check(), blocked.get());
        } else {
            hasLeftOut = true;
        }
    }

    /** The check is no more. */
    synchronized void forget(String check) {
        failing.remove(check);
    }

    /** All that was published until then was taken. */
    synchronized void caughtUp(Instant now) {
        asOf = now;
    }

    /** Begins anew; nothing is known until {@link #caughtUp}. */
    synchronized void clear() {
        failing.clear();
        hasLeftOut = false;
        asOf = null;
    }

    /** Whether some were left out, and there is room for them now. */
    synchronized boolean isWorthReadingAgain() {
        return hasLeftOut && failing.size() <= max / 2;
    }

    synchronized int size() {
        return failing.size();
    }

    /** Empty until everything was read once. */
    synchronized Optional<Evidence> evidence() {
        return asOf == null ? Optional.empty() : Optional.of(new Evidence(asOf, !hasLeftOut, failing));
    }
}
