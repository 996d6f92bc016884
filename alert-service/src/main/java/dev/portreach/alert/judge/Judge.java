package dev.portreach.alert.judge;

import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Judges an observation by the policy of its revision.
 *
 * <p>What an outcome proves depends on the expectation. In particular silence at a {@code permitted} port proves nothing
 * by itself: Windows hosts drop what reaches a port on which nobody listens (stealth mode). It counts as a failure only
 * if another port of the same row refuses, or a responder answers there, since then idle ports do answer.
 */
public final class Judge {

    private Judge() {}

    private enum Finding {
        OK,
        OK_WEAK,
        BAD,
        UNKNOWN
    }

    /** Judges an observation by itself, of whose host nothing else is known. */
    public static Judgement judge(Observation observation, AssignedPolicy policy, Ports effective) {
        return judge(observation, policy, effective, false);
    }

    /**
     * @param observation what an agent saw
     * @param policy the row it is judged by
     * @param effective the ports of the check; what lies outside of them is ignored
     * @param hostAnswers whether that agent had an answer from another port of the very host lately: only then is silence
     *     at a port that must be blocked a success, and a weak one
     */
    public static Judgement judge(
            Observation observation, AssignedPolicy policy, Ports effective, boolean hostAnswers) {
        List<Run> runs = observation.runs().stream()
                .filter(run -> run.ports() != null
                        && run.outcome() != null
                        && run.ports().intersects(effective))
                .toList();
        boolean idlePortsAnswer = runs.stream().anyMatch(Judge::showsThatIdlePortsAnswer);
        Ports ok = Ports.NONE;
        Ports bad = Ports.NONE;
        Ports unknown = Ports.NONE;
        boolean weak = false;
        for (Run run : runs) {
            Ports ports = run.ports().minus(run.ports().minus(effective));
            Finding finding = find(policy.expectation(), run.outcome(), idlePortsAnswer, hostAnswers);
            switch (finding) {
                case OK, OK_WEAK -> ok = ok.plus(ports);
                case BAD -> bad = bad.plus(ports);
                case UNKNOWN -> unknown = unknown.plus(ports);
            }
            weak |= finding == Finding.OK_WEAK || (finding == Finding.OK && run.proof() == Proof.WEAK);
        }
        Verdict verdict = verdict(policy, ok, bad);
        boolean proven =
                switch (verdict) {
                    case OK -> !weak && unknown.isEmpty();
                    case FAILING, PARTIAL, VIOLATED -> true;
                    case UNKNOWN, UNRECOGNISED -> false;
                };
        return new Judgement(
                verdict, proven ? Proof.STRONG : Proof.WEAK, reason(policy, runs, verdict), ok, bad, unknown);
    }

    /** A job that is running on one port says nothing of the others; an agent that listens on all of them does. */
    private static boolean showsThatIdlePortsAnswer(Run run) {
        boolean byResponder = run.outcome() == Outcome.OPEN
                && run.proof() == Proof.STRONG
                && run.detail() != null
                && run.detail().startsWith(Run.SEEN_AS);
        return byResponder || run.outcome() == Outcome.REFUSED;
    }

    /** Whether the outcome is an answer of the host, or of a device that answers for it. */
    public static boolean isAnswer(Outcome outcome) {
        return switch (outcome) {
            case OPEN,
                    REFUSED,
                    CLOSED_AFTER_ACCEPT,
                    PATH_MTU,
                    TLS_ERROR,
                    TLS_EXPIRED,
                    TLS_UNTRUSTED,
                    TLS_NAME_MISMATCH,
                    HTTP_ERROR -> true;
            case TIMEOUT, UNREACHABLE, PROHIBITED, OPEN_OR_FILTERED, DNS_ERROR, LOCAL_ERROR, UNRECOGNISED -> false;
        };
    }

    private static Finding find(
            Expectation expectation, Outcome outcome, boolean idlePortsAnswer, boolean hostAnswers) {
        return switch (expectation) {
            case LISTENING ->
                switch (outcome) {
                    case OPEN -> Finding.OK;
                    case OPEN_OR_FILTERED, LOCAL_ERROR, UNRECOGNISED -> Finding.UNKNOWN;
                    case REFUSED,
                            TIMEOUT,
                            UNREACHABLE,
                            PROHIBITED,
                            CLOSED_AFTER_ACCEPT,
                            PATH_MTU,
                            TLS_ERROR,
                            TLS_EXPIRED,
                            TLS_UNTRUSTED,
                            TLS_NAME_MISMATCH,
                            HTTP_ERROR,
                            DNS_ERROR -> Finding.BAD;
                };
            case PERMITTED ->
                switch (outcome) {
                    case OPEN,
                            CLOSED_AFTER_ACCEPT,
                            TLS_ERROR,
                            TLS_EXPIRED,
                            TLS_UNTRUSTED,
                            TLS_NAME_MISMATCH,
                            HTTP_ERROR -> Finding.OK;
                    case REFUSED -> Finding.OK_WEAK;
                    case TIMEOUT -> idlePortsAnswer ? Finding.BAD : Finding.UNKNOWN;
                    case UNREACHABLE, PROHIBITED, PATH_MTU, DNS_ERROR -> Finding.BAD;
                    case OPEN_OR_FILTERED, LOCAL_ERROR, UNRECOGNISED -> Finding.UNKNOWN;
                };
            case BLOCKED ->
                switch (outcome) {
                    case OPEN,
                            CLOSED_AFTER_ACCEPT,
                            TLS_ERROR,
                            TLS_EXPIRED,
                            TLS_UNTRUSTED,
                            TLS_NAME_MISMATCH,
                            PATH_MTU,
                            HTTP_ERROR -> Finding.BAD;
                    case REFUSED, UNREACHABLE, PROHIBITED -> Finding.OK_WEAK;
                    // A dead host is silent too: silence alone is no success. Over UDP it never is one.
                    case TIMEOUT -> hostAnswers ? Finding.OK_WEAK : Finding.UNKNOWN;
                    case OPEN_OR_FILTERED, DNS_ERROR, LOCAL_ERROR, UNRECOGNISED -> Finding.UNKNOWN;
                };
            case UNRECOGNISED -> Finding.UNKNOWN;
        };
    }

    /**
     * The verdict over ports of which it is settled how they are.
     *
     * @param ok ports that are as the policy demands
     * @param bad ports that are not
     */
    public static Verdict verdict(AssignedPolicy policy, Ports ok, Ports bad) {
        if (policy.expectation() == Expectation.BLOCKED) {
            return !bad.isEmpty() ? Verdict.VIOLATED : ok.isEmpty() ? Verdict.UNKNOWN : Verdict.OK;
        }
        boolean oneSuffices = policy.rangeMode() == RangeMode.FIRST_FREE || policy.rangeMode() == RangeMode.FALLBACK;
        if (bad.isEmpty()) {
            return ok.isEmpty() ? Verdict.UNKNOWN : Verdict.OK;
        }
        if (ok.isEmpty()) {
            return Verdict.FAILING;
        }
        return oneSuffices ? Verdict.OK : Verdict.PARTIAL;
    }

    private static String reason(AssignedPolicy policy, List<Run> runs, Verdict verdict) {
        if (runs.isEmpty()) {
            return "no port probed yet";
        }
        String seen = runs.stream().map(Run::toString).collect(Collectors.joining(", "));
        boolean silent = runs.stream()
                .anyMatch(run -> run.outcome() == Outcome.TIMEOUT || run.outcome() == Outcome.OPEN_OR_FILTERED);
        if (policy.expectation() != Expectation.LISTENING && silent && verdict == Verdict.UNKNOWN) {
            return seen + "; silence alone proves nothing here";
        }
        if (policy.expectation() == Expectation.BLOCKED && silent && verdict == Verdict.OK) {
            return seen + "; another port of the host answers";
        }
        if (policy.expectation() == Expectation.PERMITTED
                && verdict == Verdict.OK
                && runs.stream().allMatch(run -> run.outcome() == Outcome.REFUSED)) {
            return seen + "; the path answers, nobody listens (or a device rejects)";
        }
        return seen;
    }
}
