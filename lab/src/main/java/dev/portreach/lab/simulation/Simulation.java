package dev.portreach.lab.simulation;

import dev.portreach.alert.detection.Revision;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.lab.simulation.Topology.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A company with its faults and noise, and the shipped stages 1 and 2 over it, from probe to incident. Left out: Kafka,
 * signatures, storage, and agents that fall silent.
 */
final class Simulation {

    /** Time between two rounds of the correlator, as in the stream. */
    static final long ROUND_MILLIS = 200;

    static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

    private final Topology topology;
    private final Network network;
    private final Journal journal = new Journal();
    private final Picture picture;
    private final List<Watch> watches = new ArrayList<>();

    /**
     * Begins at {@link #START}, with every check known to be well.
     *
     * @param horizon when it ends, milliseconds since the epoch
     * @param witness sees every state that stage 1 publishes
     */
    Simulation(
            Topology topology,
            Noise noise,
            List<Fault> faults,
            long horizon,
            Shortcut shortcut,
            long seed,
            Consumer<CheckState> witness) {
        this.topology = topology;
        boolean weighs = shortcut == Shortcut.NONE;
        picture = new Picture(journal, Instant.ofEpochMilli(START), weighs, witness);
        SplittableRandom random = new SplittableRandom(seed);
        network = new Network(topology, losses(topology, noise, random.nextLong()), faults, START, horizon, shortcut);
        Map<String, Revision> revisions = Assignments.of(topology, Instant.ofEpochMilli(START));
        Map<String, SiteIntake> intakes = new HashMap<>();
        revisions.forEach((site, revision) -> intakes.put(site, new SiteIntake(revision, weighs, picture, START)));
        Map<String, Outbox> outboxes = new HashMap<>();
        Map<Outbox, List<Watch>> byOutbox = new LinkedHashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (View view : topology.views()) {
            String site = view.check().site().id();
            Outbox outbox = outboxes.computeIfAbsent(site + "/" + view.agent(), key -> {
                long skew = noise.skewMillis() == 0 ? 0 : random.nextLong(-noise.skewMillis(), noise.skewMillis() + 1);
                return new Outbox(outboxes.size(), view.agent(), intakes.get(site), network, skew);
            });
            Watch watch = new Watch(view, network, outbox, START + random.nextLong(topology.intervalMillis()));
            watches.add(watch);
            int check = numbers.computeIfAbsent(view.check().id(), key -> numbers.size());
            if (!network.losses().isNeverHeard(check)) {
                byOutbox.computeIfAbsent(outbox, key -> new ArrayList<>()).add(watch);
            }
        }
        byOutbox.forEach((outbox, mine) -> {
            List<Observation> first =
                    mine.stream().map(watch -> watch.first(START)).toList();
            outbox.start(first, START);
            mine.forEach(watch -> watch.planSlot(START + 1));
        });
        network.startFaults(watches, START);
        picture.round(Instant.ofEpochMilli(START));
    }

    private static Losses losses(Topology topology, Noise noise, long seed) {
        if (!noise.ofSites()) {
            return new Losses(noise, seed);
        }
        Map<String, Integer> sites = new HashMap<>();
        int[] lines = topology.views().stream()
                .mapToInt(view -> sites.computeIfAbsent(view.check().site().id(), site -> sites.size()))
                .toArray();
        return new Losses(noise, seed, view -> lines[view]);
    }

    /** Lets time pass up to a moment, and the correlators have their round. */
    void step(long now) {
        network.advance(now);
        picture.round(Instant.ofEpochMilli(now));
    }

    /** The same without the round where no check is suspect and no incident open: it would find nothing. */
    void stepUnlessQuiet(long now) {
        boolean quiet = picture.isQuiet() && journal.isQuiet();
        network.advance(now);
        if (!quiet || !picture.isQuiet()) {
            picture.round(Instant.ofEpochMilli(now));
        }
    }

    Topology topology() {
        return topology;
    }

    Journal journal() {
        return journal;
    }

    Picture picture() {
        return picture;
    }
}
