package dev.portreach.lab.simulation;

import dev.portreach.contracts.port.PortRange;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.lab.simulation.Topology.View;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Breaks a network in several places. */
final class FaultGenerator {

    private static final FaultKind[] KINDS = FaultKind.values();
    private static final Outcome[] OUTCOMES = {Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.REFUSED, Outcome.UNREACHABLE};
    private static final double NESTED = 0.1;
    private static final double OTHER_RANGE = 0.4;
    private static final int TRIES = 200;

    private final Topology topology;
    private final Extents truth;
    private final SplittableRandom random;

    FaultGenerator(Topology topology, SplittableRandom random) {
        this.topology = topology;
        this.truth = new Extents(topology, false);
        this.random = random;
    }

    /**
     * Faults of random kinds. One in ten may be wholly inside of others; of the rest each has views of its own.
     *
     * @param start when the first begins, milliseconds since the epoch
     * @param stagger within what time the others follow, milliseconds
     * @param lasting how long each lasts after the last one began, at least, milliseconds
     */
    List<Fault> draw(int count, Trouble trouble, long start, long stagger, long lasting) {
        List<Fault> faults = new ArrayList<>();
        boolean together = random.nextInt(3) == 0;
        for (int tries = 0; faults.size() < count && tries < TRIES; tries++) {
            long from = start + (together || faults.isEmpty() ? 0 : random.nextLong(stagger + 1));
            long until = start + stagger + lasting + random.nextLong(stagger + 1);
            Fault next = fault(trouble, from, until);
            boolean fits = faults.stream().noneMatch(each -> each.members().equals(next.members()))
                    && (random.nextDouble() < NESTED || eachHasItsOwn(faults, next));
            if (!next.members().isEmpty() && fits) {
                faults.add(next);
            }
        }
        return faults;
    }

    private static boolean eachHasItsOwn(List<Fault> faults, Fault next) {
        List<Fault> all = new ArrayList<>(faults);
        all.add(next);
        return all.stream().noneMatch(fault -> {
            BitSet own = (BitSet) fault.members().clone();
            all.stream().filter(other -> !other.equals(fault)).forEach(other -> own.andNot(other.members()));
            return own.isEmpty();
        });
    }

    private Fault fault(Trouble trouble, long start, long end) {
        Blame blame = blame();
        boolean gray = trouble == Trouble.GRAY;
        boolean flaps = trouble == Trouble.FLAPPING;
        long down = flaps ? topology.intervalMillis() * random.nextInt(4, 9) : 0;
        long up = flaps ? topology.intervalMillis() * random.nextInt(2, 5) : 0;
        return new Fault(
                blame,
                truth.of(blame),
                gray ? Outcome.TIMEOUT : OUTCOMES[random.nextInt(OUTCOMES.length)],
                gray ? random.nextDouble(0.02, 0.3) : 1,
                start,
                end,
                up,
                down + up);
    }

    private Blame blame() {
        View view = topology.views().get(random.nextInt(topology.views().size()));
        FaultKind kind = KINDS[random.nextInt(KINDS.length)];
        Blame blame = kind.around(view, false);
        if (!kind.isOfPorts() || random.nextDouble() >= OTHER_RANGE) {
            return blame;
        }
        Map<String, String> scope = new TreeMap<>(blame.scope());
        scope.put("ports", Blame.scopeOf(otherRange(view)));
        return new Blame(blame.kind(), scope);
    }

    /** A part of the row's range, or where the row is one port, all rows next to it. */
    private Ports otherRange(View view) {
        Ports ports = view.check().row().ports();
        PortRange range = ports.ranges().get(0);
        if (range.size() > 2) {
            int first = random.nextInt(range.first(), range.last());
            int last = random.nextInt(first + 1, range.last() + 1);
            return Ports.ofRanges(List.of(new PortRange(first, last)));
        }
        List<PortRange> neighbours = topology.rows().stream()
                .filter(row -> row.component().equals(view.check().row().component()))
                .flatMap(row -> row.ports().ranges().stream())
                .toList();
        return Ports.ofRanges(neighbours).ranges().stream()
                .filter(joined -> joined.contains(range.first()))
                .map(joined -> Ports.ofRanges(List.of(joined)))
                .findFirst()
                .orElse(ports);
    }
}
