package dev.portreach.lab.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every cause that could be to blame for views that fail, with the known views it covers. For the baselines. */
final class Groups {

    private final Topology topology;
    private final Extents believed;
    private final BitSet known;
    private final BitSet failing;
    private final Map<Blame, BitSet> members = new LinkedHashMap<>();

    Groups(Topology topology, BitSet known, BitSet failing) {
        this.topology = topology;
        this.believed = new Extents(topology, true);
        this.known = known;
        this.failing = failing;
    }

    BitSet failing() {
        return (BitSet) failing.clone();
    }

    /** Causes of this kind around these views. */
    List<Blame> around(FaultKind kind, BitSet views) {
        return views.stream()
                .mapToObj(topology.views()::get)
                .map(view -> kind.around(view, true))
                .distinct()
                .toList();
    }

    List<Blame> all(BitSet views) {
        List<Blame> all = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            all.addAll(around(kind, views));
        }
        return all;
    }

    /** Known views that it covers. */
    BitSet members(Blame blame) {
        return members.computeIfAbsent(blame, each -> {
            BitSet covered = (BitSet) believed.of(each).clone();
            covered.and(known);
            return covered;
        });
    }

    /** Share of the known views it covers that fail. */
    double failingShare(Blame blame) {
        BitSet bad = (BitSet) members(blame).clone();
        int all = bad.cardinality();
        bad.and(failing);
        return all == 0 ? 0 : (double) bad.cardinality() / all;
    }
}
