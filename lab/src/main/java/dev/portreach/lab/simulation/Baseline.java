package dev.portreach.lab.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What simpler methods would say of the same confirmed states. */
enum Baseline {
    /** One incident for every component with a failing check. */
    BY_COMPONENT("group by component"),
    /** One incident for every site with a failing check. */
    BY_SITE("group by site"),
    /** A site or host all of whose checks fail hides them; every other failing check is an incident. */
    PARENTS("static parents"),
    /** Again and again the cause that explains most of what is left, of those none of whose checks is well. */
    SET_COVER("plain set cover"),
    /**
     * From the core outwards, at each step blaming what fails in at least 0.8 of its known checks, as Jin et al., "Zooming in
     * on wide-area latencies to a global cloud provider" (SIGCOMM 2019), with core, labels and sites for cloud, middle and
     * client.
     */
    ELIMINATION("BlameIt-style elimination");

    private static final double ALL = 1.0;
    private static final double MOST = 0.8;

    private final String label;

    Baseline(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    List<Said> says(Groups groups) {
        return switch (this) {
            case BY_COMPONENT -> said(groups.around(FaultKind.COMPONENT, groups.failing()));
            case BY_SITE -> said(groups.around(FaultKind.SITE, groups.failing()));
            case PARENTS -> inOrder(groups, ALL, List.of(FaultKind.SITE, FaultKind.HOST));
            case SET_COVER -> setCover(groups);
            case ELIMINATION ->
                inOrder(
                        groups,
                        MOST,
                        List.of(
                                FaultKind.HOST,
                                FaultKind.COMPONENT,
                                FaultKind.PORT,
                                FaultKind.ACCESS,
                                FaultKind.REGION,
                                FaultKind.ENFORCEMENT_POINT,
                                FaultKind.SITE));
        };
    }

    private static List<Said> said(List<Blame> blames) {
        return blames.stream().map(Said::of).toList();
    }

    private static List<Said> inOrder(Groups groups, double share, List<FaultKind> order) {
        List<Blame> blamed = new ArrayList<>();
        BitSet left = groups.failing();
        for (FaultKind kind : order) {
            for (Blame blame : groups.around(kind, left)) {
                if (groups.failingShare(blame) >= share) {
                    blamed.add(blame);
                    left.andNot(groups.members(blame));
                }
            }
        }
        blamed.addAll(groups.around(FaultKind.CHECK, left));
        return said(blamed);
    }

    private static List<Said> setCover(Groups groups) {
        BitSet left = groups.failing();
        List<Blame> candidates = groups.all(left).stream()
                .filter(blame -> groups.failingShare(blame) == ALL)
                .toList();
        List<Blame> chosen = new ArrayList<>();
        while (!left.isEmpty()) {
            Blame best = null;
            int most = 0;
            for (Blame candidate : candidates) {
                BitSet explained = groups.members(candidate);
                int count = 0;
                for (int i = explained.nextSetBit(0); i >= 0; i = explained.nextSetBit(i + 1)) {
                    count += left.get(i) ? 1 : 0;
                }
                if (count > most) {
                    best = candidate;
                    most = count;
                }
            }
            if (best == null) {
                break;
            }
            chosen.add(best);
            left.andNot(groups.members(best));
        }
        return said(chosen);
    }
}
