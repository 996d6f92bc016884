package dev.portreach.alert.correlation;

import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the standing of a check from its state, and from what others see at the same ports. */
final class Standings {

    private static final int SUSPECT = 2;
    private static final int CONFIRMED = 4;
    /** With one of these among the runs the verdict does not rest on silence alone. */
    private static final Set<Outcome> NOT_SILENCE =
            Set.of(Outcome.REFUSED, Outcome.UNREACHABLE, Outcome.PROHIBITED, Outcome.DNS_ERROR);

    private Standings() {}

    static boolean fails(Verdict verdict) {
        return verdict == Verdict.FAILING || verdict == Verdict.PARTIAL || verdict == Verdict.VIOLATED;
    }

    /**
     * The standing of one check.
     *
     * @param answeredElsewhere whether another vantage gets an answer at some of these ports
     */
    static Standing of(CheckState state, Predicate<Ports> answeredElsewhere) {
        if (fails(state.verdict())) {
            return Standing.FAILING;
        }
        if (state.suspected() != null && fails(state.suspected())) {
            boolean confirmable = restsOnSilence(state);
            if (confirmable && !answeredElsewhere.test(silentPorts(state))) {
                return state.verdict() == Verdict.OK ? Standing.OK_UNPROVEN : Standing.UNKNOWN;
            }
            if (confirmable && state.streak() >= CONFIRMED) {
                return Standing.FAILING;
            }
            return state.streak() >= SUSPECT ? Standing.SUSPECT : Standing.PENDING;
        }
        if (state.verdict() == Verdict.OK) {
            return state.suspected() == null && state.proof() == Proof.STRONG ? Standing.OK : Standing.OK_UNPROVEN;
        }
        return Standing.UNKNOWN;
    }

    /** Whether it matters to the standing of this check what others see. */
    static boolean hangsOnAnswers(CheckState state) {
        return !fails(state.verdict())
                && state.suspected() != null
                && fails(state.suspected())
                && restsOnSilence(state);
    }

    /** Silence of a permitted port proves nothing by itself: nobody may listen, on a host in stealth mode. */
    private static boolean restsOnSilence(CheckState state) {
        return state.scope().expectation() == Expectation.PERMITTED
                && state.runs().stream().noneMatch(run -> NOT_SILENCE.contains(run.outcome()));
    }

    private static Ports silentPorts(CheckState state) {
        return state.runs().stream()
                .filter(run -> run.outcome() == Outcome.TIMEOUT)
                .map(Run::ports)
                .reduce(Ports.NONE, Ports::plus);
    }
}
