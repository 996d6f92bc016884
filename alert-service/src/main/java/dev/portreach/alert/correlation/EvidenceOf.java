package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Counts what speaks for a cause: inside of it, and as a contrast outside. */
final class EvidenceOf {

    private EvidenceOf() {}

    /** @param failing the members that the cause explains; what surrounds them is read from the counts of their groups */
    static Evidence explanation(Explanation explanation, List<Member> failing) {
        return new Evidence(
                explanation.groupFailing(),
                explanation.groupFailing() + explanation.ok(),
                explanation.unknown(),
                outcomes(failing),
                contrasts(failing),
                lastSuccess(failing));
    }

    private static Instant lastSuccess(List<Member> failing) {
        return failing.stream()
                .map(member -> member.state().lastSuccess())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Map<String, Integer> outcomes(List<Member> failing) {
        Map<String, Integer> counts = new HashMap<>();
        for (Member member : failing) {
            if (member.state().degraded() != null) {
                counts.merge(member.state().degraded().kind().wireName(), 1, Integer::sum);
                continue;
            }
            member.state().runs().stream()
                    .filter(run -> FailingPorts.speaksAgainst(member.state(), run))
                    .map(run -> run.outcome().wireName())
                    .distinct()
                    .forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
        }
        return counts;
    }

    private static List<Evidence.Contrast> contrasts(List<Member> failing) {
        Set<Group> here = groups(failing, CauseKind.SITE_PORT);
        Set<Group> sites = groups(failing, CauseKind.SITE);
        List<Evidence.Contrast> contrasts = new ArrayList<>();
        add(contrasts, "the same ports from other sites", groups(failing, CauseKind.PORT), here);
        add(contrasts, "other ports from the same " + (sites.size() == 1 ? "site" : "sites"), sites, here);
        return contrasts;
    }

    private static void add(
            List<Evidence.Contrast> contrasts, String what, Collection<Group> around, Collection<Group> inside) {
        int fails = sum(around, Group::failing) - sum(inside, Group::failing);
        int known = fails + sum(around, Group::ok) - sum(inside, Group::ok);
        if (known > 0) {
            contrasts.add(new Evidence.Contrast(what, fails, known));
        }
    }

    private static int sum(Collection<Group> groups, ToIntFunction<Group> count) {
        return groups.stream().mapToInt(count).sum();
    }

    /** The groups of this kind that any of the members is in. */
    static Set<Group> groups(Collection<Member> members, CauseKind kind) {
        Set<Group> found = new LinkedHashSet<>();
        for (Member member : members) {
            for (Group group : member.groups) {
                if (group.key.kind() == kind) {
                    found.add(group);
                }
            }
        }
        return found;
    }
}
