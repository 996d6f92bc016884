package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Evidence;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.Degradation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
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

    /** How many of them fail in each way; one can in several. */
    private static Map<String, Integer> outcomes(List<Member> failing) {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        Map<String, Integer> named = new HashMap<>();
        Set<Outcome> seen = EnumSet.noneOf(Outcome.class);
        for (Member member : failing) {
            Degradation degraded = member.state().degraded();
            if (degraded != null) {
                named.merge(degraded.kind().wireName(), 1, Integer::sum);
                continue;
            }
            seen.clear();
            for (Run run : member.state().runs()) {
                if (FailingPorts.speaksAgainst(member.state(), run) && seen.add(run.outcome())) {
                    counts.merge(run.outcome(), 1, Integer::sum);
                }
            }
        }
        counts.forEach((outcome, count) -> named.merge(outcome.wireName(), count, Integer::sum));
        return named;
    }

    private static List<Evidence.Contrast> contrasts(List<Member> failing) {
        List<Group> here = groups(failing, CauseKind.SITE_PORT);
        List<Group> sites = groups(failing, CauseKind.SITE);
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
    static List<Group> groups(Collection<Member> members, CauseKind kind) {
        List<Group> found = new ArrayList<>();
        int place = 0; // nearly always the same for all
        for (Member member : members) {
            place = member.firstOf(kind, place);
            for (int i = place; i < member.groups.length && member.groups[i].key.kind() == kind; i++) {
                if (!member.groups[i].met) {
                    member.groups[i].met = true;
                    found.add(member.groups[i]);
                }
            }
        }
        found.forEach(group -> group.met = false);
        return found;
    }
}
