package dev.portreach.probe.watch;

import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.result.Outcome;

/** A rough judgement, only to decide whether to look again soon; the real one is made elsewhere, by policy. */
final class Verdicts {

    private Verdicts() {}

    static boolean isBad(Expectation expectation, Outcome outcome) {
        return switch (expectation) {
            case LISTENING -> outcome != Outcome.OPEN;
            case PERMITTED ->
                outcome == Outcome.TIMEOUT
                        || outcome == Outcome.UNREACHABLE
                        || outcome == Outcome.PROHIBITED
                        || outcome == Outcome.PATH_MTU;
            case BLOCKED -> outcome == Outcome.OPEN || outcome == Outcome.CLOSED_AFTER_ACCEPT;
            case UNRECOGNISED -> false;
        };
    }
}
