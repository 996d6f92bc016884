package dev.portreach.alert.detection;

import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Run;

/**
 * Makes independent trials of what one agent sees at a check of one port: one an interval. After a miss the agent looks
 * again and again, so that what it then sees says more of the same moment, not of another one; a miss counts as lost only
 * once the port has answered again, and not at all if it turns out to fail.
 */
final class Sampler {

    /** What an observation adds. */
    enum Trial {
        /** Nothing. */
        NONE,
        KEPT,
        LOST
    }

    private final Pace pace = new Pace();
    private long countedAt;
    private boolean missed;
    private boolean slow;

    /** @param intervalMillis between two scheduled probes */
    Trial take(Observation observation, long intervalMillis) {
        if (observation.runs().size() != 1) {
            return Trial.NONE;
        }
        Run run = observation.runs().get(0);
        if (run.outcome() == Outcome.TIMEOUT) {
            missed = true;
            return Trial.NONE;
        }
        boolean answered = run.outcome() == Outcome.OPEN;
        boolean due = missed || observation.at() - countedAt >= intervalMillis / 2;
        boolean lost = missed;
        missed = false;
        if (!answered || !due) {
            return Trial.NONE;
        }
        countedAt = observation.at();
        slow = run.rttMicros() != null && pace.isSlow(run.rttMicros());
        return lost ? Trial.LOST : Trial.KEPT;
    }

    /** Whether the answer of the last trial was slow. */
    boolean wasSlow() {
        return slow;
    }

    /** The check fails, or nobody looks: a miss before that was part of it. */
    void forgetMiss() {
        missed = false;
    }
}
