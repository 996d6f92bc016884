package dev.portreach.alert.correlation;

import dev.portreach.alert.message.Facts;
import dev.portreach.alert.message.Summaries;
import dev.portreach.alert.message.Titles;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.incident.Evidence;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.Incident.AffectedCheck;
import dev.portreach.contracts.incident.Incident.Responsible;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes incidents from what the correlator holds. */
final class IncidentDrafts implements IncidentWriter {

    private static final int MAX_RESPONSIBLE = 20;

    private final Picture picture;

    IncidentDrafts(Picture picture) {
        this.picture = picture;
    }

    @Override
    public Incident open(
            String id,
            Incident before,
            IncidentChange change,
            Explanation explanation,
            List<String> absorbed,
            Instant now) {
        List<Member> failing = explanation.failing().stream()
                .map(picture::member)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Member::id))
                .toList();
        List<String> sites = sites(explanation, failing);
        List<String> allAbsorbed = absorbed(before, change, absorbed);
        Evidence evidence = EvidenceOf.explanation(explanation, failing, picture.members());
        List<Responsible> responsible = responsible(sites);
        Instant onset = before == null
                        || change == IncidentChange.OPENED
                        || explanation.onset().isBefore(before.onset())
                ? explanation.onset()
                : before.onset();
        Facts facts = new Facts(
                explanation.cause(),
                explanation.indistinguishable(),
                evidence,
                failing.stream().map(member -> member.state().scope()).toList(),
                worst(failing),
                onset,
                names(),
                sources(sites),
                users(sites),
                totalSites(explanation),
                responsible,
                explanation.confidence(),
                explanation.runnerUp(),
                allAbsorbed);
        return new Incident(
                id,
                before == null ? 1 : before.version() + 1,
                IncidentStatus.OPEN,
                change,
                explanation.cause(),
                explanation.indistinguishable(),
                Titles.of(facts),
                Summaries.of(facts),
                onset,
                before == null || change == IncidentChange.OPENED ? now : before.openedAt(),
                now,
                null,
                evidence,
                explanation.confidence(),
                explanation.runnerUp(),
                failing.stream()
                        .map(member -> member.state().scope().component())
                        .distinct()
                        .sorted()
                        .toList(),
                sites,
                responsible,
                failing.isEmpty() ? explanation.failing().size() : failing.size(),
                failing.stream()
                        .limit(Incident.SHOWN_CHECKS)
                        .map(IncidentDrafts::affected)
                        .toList(),
                allAbsorbed);
    }

    private static List<String> absorbed(Incident before, IncidentChange change, List<String> more) {
        if (before == null || change == IncidentChange.OPENED) {
            return more;
        }
        List<String> all = new ArrayList<>(before.absorbed());
        all.addAll(more);
        return all;
    }

    private static AffectedCheck affected(Member member) {
        Verdict verdict =
                Standings.fails(member.state().verdict()) || member.state().suspected() == null
                        ? member.state().verdict()
                        : member.state().suspected();
        return new AffectedCheck(
                member.id(),
                verdict,
                member.onset(),
                member.state().reason(),
                member.state().scope());
    }

    private static Verdict worst(List<Member> failing) {
        List<Verdict> verdicts = failing.stream()
                .map(member -> affected(member).verdict())
                .distinct()
                .toList();
        return Stream.of(Verdict.VIOLATED, Verdict.FAILING, Verdict.PARTIAL)
                .filter(verdicts::contains)
                .findFirst()
                .orElse(Verdict.FAILING);
    }

    private List<String> sites(Explanation explanation, Collection<Member> failing) {
        Stream<String> ofChecks =
                failing.stream().map(member -> member.state().scope().subject());
        Stream<String> ofCause = Stream.ofNullable(explanation.cause().scope().get("site"));
        Stream<String> ofAgents =
                explanation.failing().stream().map(picture::siteOfAgent).filter(Objects::nonNull);
        return Stream.of(ofChecks, ofCause, ofAgents)
                .flatMap(each -> each)
                .distinct()
                .sorted()
                .toList();
    }

    private int totalSites(Explanation explanation) {
        return (int) picture.members().stream()
                .filter(member -> member.causes().contains(explanation.cause()))
                .map(member -> member.state().scope().subject())
                .distinct()
                .count();
    }

    private List<Responsible> responsible(List<String> sites) {
        return sites.stream()
                .limit(MAX_RESPONSIBLE)
                .map(site -> {
                    SiteProfile profile = picture.profile(site);
                    return profile == null
                            ? new Responsible(site, null, List.of())
                            : new Responsible(site, profile.contact(), profile.enforcementPoints());
                })
                .toList();
    }

    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        picture.profiles().forEach((site, profile) -> {
            if (profile.name() != null) {
                names.put(site, profile.name());
            }
        });
        return names;
    }

    private Map<String, List<String>> sources(List<String> sites) {
        Map<String, List<String>> sources = new HashMap<>();
        for (String site : sites) {
            SiteProfile profile = picture.profile(site);
            if (profile != null) {
                sources.put(site, profile.sources());
            }
        }
        return sources;
    }

    private Map<String, Integer> users(List<String> sites) {
        Map<String, Integer> users = new HashMap<>();
        for (String site : sites) {
            SiteProfile profile = picture.profile(site);
            if (profile != null) {
                users.put(site, profile.concurrentUsers());
            }
        }
        return users;
    }

    @Override
    public Incident close(Incident before, IncidentChange change, String note, Instant now) {
        return new Incident(
                before.id(),
                before.version() + 1,
                IncidentStatus.RESOLVED,
                change,
                before.cause(),
                before.indistinguishable(),
                note == null ? before.title() : before.title() + " (" + note + ")",
                Summaries.resolved(before, now),
                before.onset(),
                before.openedAt(),
                now,
                now,
                before.evidence(),
                before.confidence(),
                before.runnerUp(),
                before.components(),
                before.sites(),
                before.responsible(),
                before.totalChecks(),
                before.checks(),
                before.absorbed());
    }
}
