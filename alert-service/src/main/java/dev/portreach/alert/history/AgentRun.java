package dev.portreach.alert.history;

import dev.portreach.alert.detection.Confirmation;
import dev.portreach.alert.detection.SeenBatches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One run of an agent as it is stored: which batches were taken, and what they left open. */
final class AgentRun {

    private record Place(OpenPart part, int slot) {}

    private final RunKey key;
    private final List<OpenPart> parts = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private int id;
    private SeenBatches.Epoch batches;
    private long firstAt = Long.MAX_VALUE;
    private long lastAt = Long.MIN_VALUE;
    private final TreeSet<Long> days = new TreeSet<>();
    private long touchedFirst = Long.MAX_VALUE;
    private long touchedLast = Long.MIN_VALUE;
    private boolean changed;

    /** One that is not stored yet. */
    AgentRun(RunKey key) {
        this.key = key;
        this.batches = new SeenBatches.Epoch(key.epoch(), List.of());
    }

    AgentRun(RunKey key, int id, long firstAt, long lastAt, List<SeenBatches.Interval> batches) {
        this(key);
        this.id = id;
        this.firstAt = firstAt;
        this.lastAt = lastAt;
        this.batches = new SeenBatches.Epoch(key.epoch(), batches);
    }

    void restore(OpenPart part) {
        parts.add(part);
        for (int slot = 0; slot < part.checks().size(); slot++) {
            places.put(part.checks().get(slot), new Place(part, slot));
        }
    }

    /** Whether it has taken the batch before. */
    boolean hasTaken(long seq) {
        return batches.contains(seq);
    }

    /** Takes all of a batch. */
    void take(long seq, List<Assessed> observations) {
        batches = batches.plus(seq);
        changed = true;
        for (Assessed assessed : observations) {
            Place place = places.computeIfAbsent(assessed.check(), this::newPlace);
            place.part().take(place.slot(), assessed);
            firstAt = Math.min(firstAt, assessed.judged().at());
            lastAt = Math.max(lastAt, assessed.judged().at());
            touch(assessed);
        }
    }

    /** Notes the days of which something else may be believed now. */
    private void touch(Assessed assessed) {
        Judged judged = assessed.judged();
        long hold = assessed.value().holdMillis();
        long before = judged.previousAt() == null
                ? judged.at() - hold
                : Math.max(judged.at() - Row.LONGEST_LINK_MILLIS, Math.min(judged.previousAt(), judged.at() - hold));
        touch(before - Confirmation.SPAN_MILLIS, judged.at() + hold);
    }

    private void touch(long from, long until) {
        long first = Day.of(from);
        long last = Day.of(until + Confirmed.BELIEF_MILLIS + Confirmation.SPAN_MILLIS);
        if (first != touchedFirst || last != touchedLast) {
            days.addAll(Day.between(first, last + 1));
            touchedFirst = first;
            touchedLast = last;
        }
    }

    /** Nothing more is expected of it for now. */
    void rest() {
        changed = true;
        days.add(Day.of(lastAt));
        parts.forEach(OpenPart::rest);
    }

    private Place newPlace(String check) {
        if (parts.isEmpty() || parts.get(parts.size() - 1).isFull()) {
            parts.add(OpenPart.empty());
        }
        OpenPart last = parts.get(parts.size() - 1);
        return new Place(last, last.add(check));
    }

    RunKey key() {
        return key;
    }

    int id() {
        return id;
    }

    void stored(int newId) {
        id = newId;
    }

    boolean hasChanged() {
        return changed;
    }

    List<OpenPart> parts() {
        return parts;
    }

    List<SeenBatches.Interval> batches() {
        return batches.intervals();
    }

    /** Its first observation, milliseconds since the epoch. */
    long firstAt() {
        return firstAt;
    }

    /** Its last observation. */
    long lastAt() {
        return lastAt;
    }

    /**
     * Days that have to be packed anew; to be asked once all has settled. While it does not rest, the day of its last
     * observation is not among them: as long as that changes, it is not packed at all.
     */
    Set<Long> daysToPack() {
        parts.forEach(part -> part.intervals().settled().forEach(gap -> touch(gap.first(), gap.last())));
        if (!isResting()) {
            days.remove(Day.of(lastAt));
        }
        return days;
    }

    boolean isResting() {
        return parts.stream().allMatch(part -> part.rollups().open().isEmpty());
    }
}
