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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Leads incidents through their life: one cause, one incident; the same trouble keeps its id while its cause turns out
 * wider or narrower; no two open incidents explain the same check.
 */
final class IncidentBook {

    private static final int OPENING_ROUNDS = 2;
    private static final Duration REOPEN_WITHIN = Duration.ofMinutes(5);

    private final IncidentSink sink;
    private final IncidentWriter writer;
    private final List<OpenIncident> open = new ArrayList<>();
    private final Map<String, IncidentEntry> over = new HashMap<>();
    private Map<Cause, Integer> rounds = Map.of();

    IncidentBook(IncidentSink sink, IncidentWriter writer) {
        this.sink = sink;
        this.writer = writer;
    }

    void restore(Collection<IncidentEntry> entries) {
        for (IncidentEntry entry : entries) {
            if (entry.published().status() == IncidentStatus.OPEN) {
                open.add(new OpenIncident(entry.published(), entry.members()));
            } else {
                over.put(entry.published().id(), entry);
            }
        }
        sort();
    }

    private void sort() {
        open.sort(Comparator.comparing(
                        (OpenIncident incident) -> incident.published().openedAt())
                .thenComparing(OpenIncident::id));
    }

    boolean isQuiet() {
        return open.isEmpty() && over.isEmpty() && rounds.isEmpty();
    }

    /** @param standings standing of a member, null if there is no such member any more */
    void round(List<Explanation> explanations, Function<String, Standing> standings, Instant now) {
        open.forEach(incident -> incident.look(standings, now));
        count(explanations);
        Set<OpenIncident> claimed = new HashSet<>();
        List<Explanation> unclaimed = new ArrayList<>();
        for (Explanation explanation : explanations) {
            OpenIncident same = open.stream()
                    .filter(incident -> !claimed.contains(incident) && explanation.covers(incident.cause()))
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                unclaimed.add(explanation);
            } else {
                claimed.add(same);
                update(same, explanation, claimed, now);
            }
        }
        for (Explanation explanation : unclaimed) {
            if (rounds.get(explanation.cause()) >= OPENING_ROUNDS && explanation.isRipe(now)) {
                settle(explanation, claimed, now);
            }
        }
        List.copyOf(open).stream()
                .filter(incident -> !claimed.contains(incident) && incident.isOver(now))
                .forEach(incident -> resolve(incident, now));
        forgetOld(now);
    }

    private void count(List<Explanation> explanations) {
        Map<Cause, Integer> next = new HashMap<>();
        explanations.forEach(each -> next.put(each.cause(), rounds.getOrDefault(each.cause(), 0) + 1));
        rounds = next;
    }

    private void update(OpenIncident incident, Explanation explanation, Set<OpenIncident> claimed, Instant now) {
        List<String> absorbed = explanation.isRipe(now) ? absorb(explanation, incident, claimed, now) : List.of();
        if (!absorbed.isEmpty() || incident.isWorthAnUpdate(explanation, now)) {
            write(incident, IncidentChange.UPDATED, keeping(incident.cause(), explanation), absorbed, now);
        } else if (incident.join(explanation.failing())) {
            sink.save(incident.entry());
        }
    }

    /** Among causes that the evidence cannot tell apart, the name that people were given stays. */
    private static Explanation keeping(Cause cause, Explanation explanation) {
        if (explanation.cause().equals(cause)) {
            return explanation;
        }
        List<Cause> others = new ArrayList<>(explanation.indistinguishable());
        others.remove(cause);
        others.add(0, explanation.cause());
        return explanation.renamed(cause, others);
    }

    private void settle(Explanation explanation, Set<OpenIncident> claimed, Instant now) {
        OpenIncident oldest = open.stream()
                .filter(incident -> !claimed.contains(incident) && incident.concerns(explanation.failing()))
                .findFirst()
                .orElse(null);
        if (oldest == null) {
            begin(explanation, claimed, now);
        } else if (!oldest.isNarrowedBy(explanation) || !oldest.isRecovering(now)) {
            claimed.add(oldest);
            List<String> absorbed = absorb(explanation, oldest, claimed, now);
            write(oldest, IncidentChange.CAUSE_CHANGED, explanation, absorbed, now);
        }
    }

    private void begin(Explanation explanation, Set<OpenIncident> claimed, Instant now) {
        IncidentEntry earlier = over.values().stream()
                .filter(entry -> entry.published().cause().equals(explanation.cause())
                        && !entry.published().resolvedAt().plus(REOPEN_WITHIN).isBefore(now))
                .findFirst()
                .orElse(null);
        String id = earlier == null ? id(explanation, now) : earlier.published().id();
        Incident first = writer.open(
                id, earlier == null ? null : earlier.published(), IncidentChange.OPENED, explanation, List.of(), now);
        OpenIncident incident = new OpenIncident(first, explanation.failing());
        over.remove(id);
        open.add(incident);
        sort();
        claimed.add(incident);
        sink.publish(first);
        sink.save(incident.entry());
    }

    private List<String> absorb(Explanation explanation, OpenIncident into, Set<OpenIncident> claimed, Instant now) {
        List<OpenIncident> absorbed = open.stream()
                .filter(incident ->
                        incident != into && !claimed.contains(incident) && incident.concerns(explanation.failing()))
                .toList();
        absorbed.forEach(incident -> end(incident, IncidentChange.ABSORBED, "explained by " + into.id(), now));
        return absorbed.stream().map(OpenIncident::id).collect(Collectors.toList());
    }

    private void resolve(OpenIncident incident, Instant now) {
        end(incident, IncidentChange.RESOLVED, incident.isGone() ? "no longer assigned" : null, now);
    }

    private void end(OpenIncident incident, IncidentChange change, String note, Instant now) {
        Incident last = writer.close(incident.published(), change, note, now);
        open.remove(incident);
        IncidentEntry entry = new IncidentEntry(IncidentEntry.FORMAT, last, Set.of());
        over.put(last.id(), entry);
        sink.publish(last);
        sink.save(entry);
    }

    private void write(
            OpenIncident incident, IncidentChange change, Explanation explanation, List<String> absorbed, Instant now) {
        Incident next = writer.open(incident.id(), incident.published(), change, explanation, absorbed, now);
        incident.published(next, explanation.failing());
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
