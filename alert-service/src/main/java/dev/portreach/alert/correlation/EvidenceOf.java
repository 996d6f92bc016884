package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Evidence;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Counts what speaks for a cause: inside of it, and as a contrast outside. */
final class EvidenceOf {

    private EvidenceOf() {}

    static Evidence explanation(Explanation explanation, List<Member> failing, Collection<Member> all) {
        return new Evidence(
                explanation.groupFailing(),
                explanation.groupFailing() + explanation.ok(),
                explanation.unknown(),
                outcomes(failing),
                contrasts(failing, all),
                failing.stream()
                        .map(member -> member.state().lastSuccess())
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    private static Map<String, Integer> outcomes(List<Member> failing) {
        Map<String, Integer> counts = new HashMap<>();
        for (Member member : failing) {
            member.state().runs().stream()
                    .filter(run -> speaksAgainst(member, run))
                    .map(run -> run.outcome().wireName())
                    .distinct()
                    .forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
        }
        return counts;
    }

    private static boolean speaksAgainst(Member member, Run run) {
        if (member.state().verdict() == Verdict.VIOLATED
                || member.state().scope().expectation() == Expectation.BLOCKED) {
            return run.outcome() == Outcome.OPEN;
        }
        boolean permitted = member.state().scope().expectation() == Expectation.PERMITTED;
        return run.outcome() != Outcome.OPEN && !(permitted && run.outcome() == Outcome.REFUSED);
    }

    private static List<Evidence.Contrast> contrasts(List<Member> failing, Collection<Member> all) {
        if (failing.isEmpty()) {
            return List.of();
        }
        Set<String> sites = values(failing, CheckScope::subject);
        Set<String> ports = values(failing, Grouping::ports);
        List<Evidence.Contrast> contrasts = new ArrayList<>();
        add(
                contrasts,
                "the same ports from other sites",
                all,
                scope -> !sites.contains(scope.subject()) && ports.contains(Grouping.ports(scope)));
        add(
                contrasts,
                "other ports from the same " + (sites.size() == 1 ? "site" : "sites"),
                all,
                scope -> sites.contains(scope.subject()) && !ports.contains(Grouping.ports(scope)));
        return contrasts;
    }

    private static Set<String> values(List<Member> members, java.util.function.Function<CheckScope, String> value) {
        return members.stream()
                .map(member -> value.apply(member.state().scope()))
                .collect(Collectors.toSet());
    }

    private static void add(
            List<Evidence.Contrast> contrasts, String what, Collection<Member> all, Predicate<CheckScope> which) {
        int fails = 0;
        int known = 0;
        for (Member member : all) {
            Standing standing = member.standing();
            if (which.test(member.state().scope()) && (standing.fails() || standing == Standing.OK)) {
                known++;
                fails += standing.fails() ? 1 : 0;
            }
        }
        if (known > 0) {
            contrasts.add(new Evidence.Contrast(what, fails, known));
        }
    }
}
