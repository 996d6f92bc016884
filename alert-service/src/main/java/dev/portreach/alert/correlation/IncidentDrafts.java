package dev.portreach.alert.correlation;

import dev.portreach.alert.message.Facts;
import dev.portreach.alert.message.Summaries;
import dev.portreach.alert.message.Titles;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Evidence;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.Incident.AffectedCheck;
import dev.portreach.contracts.incident.Incident.Responsible;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CutOff;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes incidents from what the correlator holds. */
final class IncidentDrafts implements IncidentWriter {

    private static final int MAX_RESPONSIBLE = 20;
    private static final int MAX_TWINS = 4;
    private static final Comparator<Member> BY_ID = Comparator.comparing(Member::id);
    private static final int MAX_SAYINGS = 3;

    private final Picture picture;

    IncidentDrafts(Picture picture) {
        this.picture = picture;
    }

    @Override
    public Incident open(
            String id,
            Incident before,
            IncidentChange change,
            String reason,
            Explanation explanation,
            List<String> absorbed,
            Instant now) {
        List<Member> failing = explanation.members();
        List<CheckScope> scopes =
                failing.stream().map(member -> member.state().scope()).toList();
        List<String> sites = sites(explanation, scopes);
        List<String> allAbsorbed = absorbed(before, change, absorbed);
        Evidence evidence = EvidenceOf.explanation(explanation, failing);
        List<Responsible> responsible = responsible(sites);
        List<Cause> indistinguishable =
                explanation.indistinguishable().stream().limit(MAX_TWINS).toList();
        Instant onset = before == null
                        || change == IncidentChange.OPENED
                        || explanation.onset().isBefore(before.onset())
                ? explanation.onset()
                : before.onset();
        Facts facts = new Facts(
                explanation.cause(),
                indistinguishable,
                evidence,
                scopes,
                worst(failing),
                onset,
                picture.names(involved(sites, scopes)),
                sources(sites),
                users(sites),
                totalSites(explanation, sites),
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
                indistinguishable,
                Titles.of(facts),
                Summaries.of(facts) + saidByAgents(failing),
                onset,
                before == null || change == IncidentChange.OPENED ? now : before.openedAt(),
                now,
                null,
                evidence,
                explanation.confidence(),
                explanation.runnerUp(),
                scopes.stream().map(CheckScope::component).distinct().sorted().toList(),
                sites,
                responsible,
                failing.isEmpty() ? explanation.failing().size() : failing.size(),
                shown(failing).stream().map(IncidentDrafts::affected).toList(),
                allAbsorbed,
                Severities.of(explanation, failing),
                reason);
    }

    private String saidByAgents(List<Member> failing) {
        return failing.stream()
                .map(member -> member.state().scope())
                .flatMap(scope -> picture.agents().sayOf(scope.vantage(), scope.address()).stream())
                .distinct()
                .limit(MAX_SAYINGS)
                .map(Summaries::said)
                .collect(Collectors.joining());
    }

    private static List<String> absorbed(Incident before, IncidentChange change, List<String> more) {
        if (before == null || change == IncidentChange.OPENED) {
            return more;
        }
        List<String> all = new ArrayList<>(before.absorbed());
        all.addAll(more);
        return all;
    }

    /** The first by id; sorting all of them would take longest where most fail. */
    private static List<Member> shown(List<Member> failing) {
        PriorityQueue<Member> first = new PriorityQueue<>(BY_ID.reversed());
        for (Member member : failing) {
            if (first.size() < Incident.SHOWN_CHECKS) {
                first.add(member);
            } else if (BY_ID.compare(member, first.element()) < 0) {
                first.poll();
                first.add(member);
            }
        }
        return first.stream().sorted(BY_ID).toList();
    }

    private static AffectedCheck affected(Member member) {
        return new AffectedCheck(
                member.id(),
                verdict(member),
                member.onset(),
                member.state().reason(),
                member.state().scope());
    }

    private static Verdict verdict(Member member) {
        return Standings.fails(member.state().verdict()) || member.state().suspected() == null
                ? member.state().verdict()
                : member.state().suspected();
    }

    private static Verdict worst(List<Member> failing) {
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        failing.forEach(member -> verdicts.add(verdict(member)));
        return Stream.of(Verdict.VIOLATED, Verdict.FAILING, Verdict.PARTIAL)
                .filter(verdicts::contains)
                .findFirst()
                .orElse(Verdict.FAILING);
    }

    private List<String> sites(Explanation explanation, List<CheckScope> failing) {
        Set<String> sites = new HashSet<>();
        failing.forEach(scope -> sites.add(scope.subject()));
        if (explanation.cause().scope().containsKey("site")) {
            sites.add(explanation.cause().scope().get("site"));
        }
        if (failing.isEmpty()) {
            explanation.failing().stream()
                    .map(picture.agents()::siteOf)
                    .filter(Objects::nonNull)
                    .forEach(sites::add);
        }
        return sites.stream().sorted().toList();
    }

    /** Sites that have members in the cause, failing or not. */
    private static int totalSites(Explanation explanation, List<String> failing) {
        Set<String> sites = new HashSet<>(failing);
        EvidenceOf.groups(explanation.members(), explanation.cause().kind())
                .forEach(group -> group.collectSites(sites));
        return sites.size();
    }

    /** Sites that the text may name. */
    private static Set<String> involved(List<String> sites, List<CheckScope> failing) {
        Set<String> involved = new HashSet<>(sites);
        failing.forEach(scope -> involved.add(scope.vantage()));
        return involved;
    }

    private List<Responsible> responsible(List<String> sites) {
        return sites.stream()
                .limit(MAX_RESPONSIBLE)
                .map(site -> {
                    SiteProfile profile = picture.agents().profile(site);
                    return profile == null
                            ? new Responsible(site, null, List.of())
                            : new Responsible(site, profile.contact(), profile.enforcementPoints());
                })
                .toList();
    }

    private Map<String, List<String>> sources(List<String> sites) {
        Map<String, List<String>> sources = new HashMap<>();
        for (String site : sites) {
            SiteProfile profile = picture.agents().profile(site);
            if (profile != null) {
                sources.put(site, profile.sources());
            }
        }
        return sources;
    }

    private Map<String, Integer> users(List<String> sites) {
        Map<String, Integer> users = new HashMap<>();
        for (String site : sites) {
            SiteProfile profile = picture.agents().profile(site);
            if (profile != null) {
                users.put(site, profile.concurrentUsers());
            }
        }
        return users;
    }

    @Override
    public Incident flapping(Incident before, String reason, Instant now) {
        return next(before, IncidentChange.FLAPPING, before.title(), before.summary(), false, reason, now);
    }

    @Override
    public Incident close(Incident before, IncidentChange change, String reason, Instant now) {
        CutOff cutOff = change == IncidentChange.RESOLVED ? cutOff(before) : null;
        if (cutOff != null) {
            String title = Titles.cutOff(picture.names(before.sites()), before.sites(), cutOff);
            return next(before, change, title, Summaries.cutOff(before, cutOff, now), true, reason, now);
        }
        String title = change == IncidentChange.RESOLVED ? before.title() : before.title() + " (" + reason + ")";
        String summary = change == IncidentChange.WITHDRAWN
                ? "Closed: %s. Nobody knows whether it was mended.\n%s".formatted(reason, before.summary())
                : Summaries.resolved(before, now);
        return next(before, change, title, summary, true, reason, now);
    }

    /** What agents that were silent tell by coming back: that they ran all the time. Null if none does. */
    private CutOff cutOff(Incident before) {
        String agent = before.cause().scope().get("agent");
        return before.cause().kind() != CauseKind.AGENT_SILENT
                ? null
                : picture.agents().all().stream()
                        .filter(state ->
                                before.sites().contains(state.site()) && (agent == null || agent.equals(state.agent())))
                        .map(AgentState::cutOff)
                        .filter(cut -> cut != null && cut.to().isAfter(before.openedAt()))
                        .max(Comparator.comparing(CutOff::to))
                        .orElse(null);
    }

    private static Incident next(
            Incident before,
            IncidentChange change,
            String title,
            String summary,
            boolean closed,
            String reason,
            Instant now) {
        return new Incident(
                before.id(),
                before.version() + 1,
                closed ? IncidentStatus.RESOLVED : IncidentStatus.OPEN,
                change,
                before.cause(),
                before.indistinguishable(),
                title,
                summary,
                before.onset(),
                before.openedAt(),
                now,
                closed ? now : null,
                before.evidence(),
                before.confidence(),
                before.runnerUp(),
                before.components(),
                before.sites(),
                before.responsible(),
                before.totalChecks(),
                before.checks(),
                before.absorbed(),
                before.severity(),
                reason);
    }
}
