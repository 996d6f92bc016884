package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Leads incidents through their life: one cause, one incident; the same trouble keeps its id while its cause turns out
 * wider or narrower; no two open incidents explain the same check; what comes and goes stays open and is quiet.
 */
final class IncidentBook {

    private static final int OPENING_ROUNDS = 2;
    private static final Duration REOPEN_WITHIN = Duration.ofMinutes(5);

    private final IncidentSink sink;
    private final IncidentWriter writer;
    private final Function<String, Standing> standings;
    private final Predicate<Cause> holds;
    private final OpenIncidents open = new OpenIncidents();
    private final Map<String, IncidentEntry> over = new TreeMap<>();
    private Map<Cause, Integer> rounds = Map.of();
    private boolean restored;

    /**
     * @param standings standing of a member, null if there is no such member any more
     * @param holds whether nearly all fail that a cause would make fail
     */
    IncidentBook(
            IncidentSink sink, IncidentWriter writer, Function<String, Standing> standings, Predicate<Cause> holds) {
        this.sink = sink;
        this.writer = writer;
        this.standings = standings;
        this.holds = holds;
    }

    void restore(Collection<IncidentEntry> entries) {
        for (IncidentEntry entry : entries) {
            if (entry.published().status() == IncidentStatus.OPEN) {
                open.add(OpenIncident.restored(entry));
            } else {
                over.put(entry.published().id(), entry);
            }
        }
        restored = true;
    }

    boolean isQuiet() {
        return open.isEmpty() && over.isEmpty() && rounds.isEmpty();
    }

    void round(List<Explanation> explanations, Picture.News news, Instant now) {
        note(news, now);
        open.snapshot().forEach(OpenIncident::look);
        count(explanations);
        Map<OpenIncident, Explanation> matched = new LinkedHashMap<>();
        List<Explanation> unclaimed = claim(explanations, open::about, matched);
        List<Explanation> others = claim(unclaimed, open::aboutOtherPorts, matched);
        // All that goes on is claimed before one is updated: a wider cause must not absorb what goes on beside it.
        Set<OpenIncident> claimed = new HashSet<>(matched.keySet());
        matched.forEach((incident, explanation) -> update(incident, explanation, claimed, now));
        for (Explanation explanation : others) {
            if (rounds.get(explanation.cause()) >= OPENING_ROUNDS && explanation.isRipe(now)) {
                settle(explanation, claimed, now);
            }
        }
        for (OpenIncident incident : open.snapshot()) {
            if (!claimed.contains(incident) && incident.isOver(now)) {
                conclude(incident, now);
            }
        }
        forgetOld(now);
    }

    /** Finds the incidents that are about these causes. @return causes that none is about */
    private static List<Explanation> claim(
            List<Explanation> explanations,
            Function<Explanation, OpenIncident> about,
            Map<OpenIncident, Explanation> matched) {
        List<Explanation> unclaimed = new ArrayList<>();
        for (Explanation explanation : explanations) {
            OpenIncident same = about.apply(explanation);
            if (same == null || matched.putIfAbsent(same, explanation) != null) {
                unclaimed.add(explanation);
            }
        }
        return unclaimed;
    }

    private void note(Picture.News news, Instant now) {
        if (restored) {
            // What happened to the members of restored incidents meanwhile is not among the news.
            open.snapshot().forEach(incident -> List.copyOf(incident.members())
                    .forEach(member -> open.note(member, standings, now)));
            restored = false;
        }
        news.replaced().forEach(member -> open.note(member, gone -> null, now));
        news.standings().forEach(member -> open.note(member, standings, now));
    }

    private void count(List<Explanation> explanations) {
        Map<Cause, Integer> next = new HashMap<>();
        explanations.forEach(each -> next.put(each.cause(), rounds.getOrDefault(each.cause(), 0) + 1));
        rounds = next;
    }

    private void update(OpenIncident incident, Explanation explanation, Set<OpenIncident> claimed, Instant now) {
        boolean changed = incident.turn(false, now);
        List<String> absorbed = explanation.isRipe(now) ? absorb(explanation, incident, claimed, now) : List.of();
        if (!absorbed.isEmpty()) {
            write(
                    incident,
                    IncidentChange.UPDATED,
                    "explains " + String.join(", ", absorbed),
                    explanation,
                    absorbed,
                    now);
        } else if (incident.isFlapping() && incident.isCalm(now)) {
            incident.flapping(false);
            write(incident, IncidentChange.UPDATED, "no longer comes and goes: it stays", explanation, absorbed, now);
        } else if (!incident.isFlapping() && incident.isWorthAnUpdate(explanation, now)) {
            write(
                    incident,
                    IncidentChange.UPDATED,
                    counts(incident.published(), explanation),
                    explanation,
                    absorbed,
                    now);
        } else if (!incident.hasJoined(explanation.failing())) {
            changed |= open.join(incident, explanation.failing(), standings, now);
            if (changed) {
                sink.save(incident.entry());
            }
        } else if (changed) {
            sink.save(incident.entry());
        }
    }

    private static String counts(Incident before, Explanation now) {
        return "%d of %d known checks fail, %d of %d before"
                .formatted(
                        now.groupFailing(),
                        now.groupFailing() + now.ok(),
                        before.evidence().failing(),
                        before.evidence().known());
    }

    /** Among causes that the evidence cannot tell apart, the name that people were given stays. */
    private static Explanation keeping(Cause cause, Explanation explanation) {
        if (explanation.cause().equals(cause) || !explanation.covers(cause)) {
            return explanation;
        }
        List<Cause> others = new ArrayList<>(explanation.indistinguishable());
        others.remove(cause);
        others.add(0, explanation.cause());
        return explanation.renamed(cause, others);
    }

    private void settle(Explanation explanation, Set<OpenIncident> claimed, Instant now) {
        Collection<OpenIncident> concerned = open.concerned(explanation.failing());
        if (isLeftOver(explanation, concerned, now)) {
            return;
        }
        OpenIncident told = concerned.stream()
                .filter(incident -> incident.covers(explanation) && holds.test(incident.cause()))
                .findFirst()
                .orElse(null);
        if (told != null) {
            claimed.add(told); // that others of its members have another cause as well does not speak against this one
            return;
        }
        OpenIncident oldest = concerned.stream()
                .filter(incident -> !claimed.contains(incident) && !incident.isRecovering(now))
                .filter(incident -> isNeedlessBeside(explanation, incident))
                .findFirst()
                .orElse(null);
        if (oldest == null) {
            begin(explanation, claimed, now);
        } else {
            claimed.add(oldest);
            List<String> absorbed = absorb(explanation, oldest, claimed, now);
            String reason = "%s explains it better than %s"
                    .formatted(explanation.cause().key(), oldest.cause().key());
            oldest.turn(false, now);
            write(oldest, IncidentChange.CAUSE_CHANGED, reason, explanation, absorbed, now);
        }
    }

    /** Whether nothing is left for which the incident's own cause was needed, or nothing speaks for that any more. */
    private boolean isNeedlessBeside(Explanation explanation, OpenIncident incident) {
        return incident.isWithin(explanation) || !holds.test(incident.cause());
    }

    /** While something that is open recovers, what still fails and was told of is not yet a cause of its own. */
    private static boolean isLeftOver(Explanation explanation, Collection<OpenIncident> concerned, Instant now) {
        return concerned.stream().anyMatch(incident -> incident.isRecovering(now))
                && explanation.failing().stream().allMatch(member -> concerned.stream()
                        .anyMatch(incident -> incident.members().contains(member)));
    }

    private void begin(Explanation explanation, Set<OpenIncident> claimed, Instant now) {
        IncidentEntry earlier = over.values().stream()
                .filter(entry -> explanation.covers(entry.published().cause())
                        && !entry.published().resolvedAt().plus(REOPEN_WITHIN).isBefore(now))
                .findFirst()
                .orElse(null);
        String id = earlier == null ? id(explanation, now) : earlier.published().id();
        String reason = earlier == null
                ? "%d failing, of which nothing else is the cause"
                        .formatted(explanation.failing().size())
                : "back %d s after it was over"
                        .formatted(Duration.between(earlier.published().resolvedAt(), now)
                                .toSeconds());
        Incident before = earlier == null ? null : earlier.published();
        Explanation named = before == null ? explanation : keeping(before.cause(), explanation);
        Incident first = writer.open(id, before, IncidentChange.OPENED, reason, named, List.of(), now);
        OpenIncident incident = OpenIncident.begun(first, earlier == null ? List.of() : earlier.turns(), now);
        over.remove(id);
        open.add(incident);
        open.join(incident, explanation.failing(), standings, now);
        claimed.add(incident);
        sink.publish(first);
        sink.save(incident.entry());
    }

    private List<String> absorb(Explanation explanation, OpenIncident into, Set<OpenIncident> claimed, Instant now) {
        if (!into.mayAbsorbFor(explanation.failing())) {
            return List.of(); // nothing has changed since
        }
        List<OpenIncident> absorbed = open.concerned(explanation.failing()).stream()
                .filter(incident -> incident != into && !claimed.contains(incident) && !incident.isRecovering(now))
                .filter(incident -> incident.isMostlyWithin(explanation) && isNeedlessBeside(explanation, incident))
                .toList();
        absorbed.forEach(incident -> end(incident, IncidentChange.ABSORBED, "explained by " + into.id(), now));
        return absorbed.stream().map(OpenIncident::id).collect(Collectors.toList());
    }

    /** It is over: it ends, unless it comes and goes. */
    private void conclude(OpenIncident incident, Instant now) {
        if (incident.isGone()) {
            end(incident, IncidentChange.WITHDRAWN, "no longer assigned", now);
            return;
        }
        boolean turned = incident.turn(true, now);
        if (incident.beginsToFlap(now)) {
            incident.flapping(true);
            String reason = "comes and goes: stays open, and nothing more is told until it is steady";
            Incident next = writer.flapping(incident.published(), reason, now);
            incident.published(next);
            sink.publish(next);
            sink.save(incident.entry());
        } else if (!incident.isFlapping()) {
            end(incident, IncidentChange.RESOLVED, "most of its checks are well again", now);
        } else if (incident.isCalm(now)) {
            end(incident, IncidentChange.RESOLVED, "came and went, and has been well for a while", now);
        } else if (turned) {
            sink.save(incident.entry());
        }
    }

    private void end(OpenIncident incident, IncidentChange change, String reason, Instant now) {
        Incident last = writer.close(incident.published(), change, reason, now);
        open.remove(incident);
        IncidentEntry entry =
                new IncidentEntry(IncidentEntry.FORMAT, last, Set.of(), incident.turns(), incident.isFlapping(), true);
        over.put(last.id(), entry);
        sink.publish(last);
        sink.save(entry);
    }

    private void write(
            OpenIncident incident,
            IncidentChange change,
            String reason,
            Explanation explanation,
            List<String> absorbed,
            Instant now) {
        Explanation named = keeping(incident.cause(), explanation);
        Incident next = writer.open(incident.id(), incident.published(), change, reason, named, absorbed, now);
        open.publish(incident, next, explanation.failing(), standings, now);
        sink.publish(next);
        sink.save(incident.entry());
    }

    private void forgetOld(Instant now) {
        over.values().removeIf(entry -> {
            boolean old = entry.published().resolvedAt().plus(REOPEN_WITHIN).isBefore(now);
            if (old) {
                sink.forget(entry.published().id());
            }
            return old;
        });
    }

    /** Of cause, first transition, and opening: trouble that comes back after it was forgotten is another incident. */
    private static String id(Explanation explanation, Instant now) {
        String what = "%s|%d|%d"
                .formatted(explanation.cause().key(), explanation.onset().toEpochMilli(), now.toEpochMilli());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return "inc-" + HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
