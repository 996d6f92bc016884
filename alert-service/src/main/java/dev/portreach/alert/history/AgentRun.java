package dev.portreach.alert.history;

import dev.portreach.alert.detection.SeenBatches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        }
    }

    /** Nothing more is expected of it for now. */
    void rest() {
        changed = true;
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

    boolean isResting() {
        return parts.stream().allMatch(part -> part.rollups().open().isEmpty());
    }
}
