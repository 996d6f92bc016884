package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.port.PortRange;
import dev.portreach.contracts.port.Ports;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the candidates for failing members. */
final class Candidates {

    /** Kinds of which a check may be in several groups: among these the evidence may be the same within a kind. */
    private static final Set<CauseKind> OVERLAPPING = EnumSet.of(CauseKind.ENFORCEMENT_POINT, CauseKind.AGENT);

    private static final Comparator<Candidate> BY_PREFERENCE = (one, other) -> {
        int order = Integer.compare(one.preference(), other.preference());
        return order == 0 && OVERLAPPING.contains(one.kind()) ? Candidate.ORDER.compare(one, other) : order;
    };

    private Candidates() {}

    /**
     * One candidate for each set of evidence; the others with the same are its twins.
     *
     * @param members that fail
     * @param groups those of their groups that nearly all fail
     */
    static List<Candidate> of(Collection<Member> members, Collection<Group> groups) {
        List<Candidate> all = new ArrayList<>();
        List<List<Group>> runs = new ArrayList<>();
        Set<Group> inRuns = new HashSet<>();
        for (Group group : groups) {
            Candidate exact = group.row == null ? null : exact(group);
            all.add(exact == null ? Candidate.of(group) : exact);
            if (group.row != null && !inRuns.contains(group)) {
                List<Group> run = group.row.failingRun(group);
                if (run.size() > 1) {
                    runs.add(run);
                    inRuns.addAll(run);
                }
            }
        }
        members.forEach(member -> all.add(Candidate.of(member)));
        runs.forEach(run -> all.add(Candidate.of(run, failingPorts(run), failsInPart(run))));
        return merged(all);
    }

    /** Where all that fail do so in part, their failing ports name the cause, not the row. */
    private static Candidate exact(Group group) {
        for (int i = 0; i < group.failing(); i++) {
            if (!group.failing(i).failsInPart()) {
                return null;
            }
        }
        return Candidate.of(List.of(group), failingPorts(List.of(group)), true);
    }

    private static boolean failsInPart(List<Group> run) {
        return run.stream().anyMatch(group -> !failingPorts(List.of(group)).equals(group.ports));
    }

    private static Ports failingPorts(List<Group> run) {
        List<PortRange> ranges = new ArrayList<>();
        for (Group group : run) {
            Ports failing = Ports.NONE;
            for (int i = 0; i < group.failing() && !failing.equals(group.ports); i++) {
                failing = failing.plus(group.failing(i).failingPorts());
            }
            ranges.addAll(failing.ranges());
        }
        return Ports.ofRanges(ranges);
    }

    private static List<Candidate> merged(List<Candidate> all) {
        all.sort(BY_PREFERENCE);
        Map<Candidate.Evidence, Candidate> byEvidence = new HashMap<>();
        List<Candidate> ranges = new ArrayList<>();
        List<Candidate> merged = new ArrayList<>();
        for (Candidate candidate : all) {
            if (candidate.isRange()) {
                ranges.add(candidate);
                continue;
            }
            Candidate first = byEvidence.putIfAbsent(candidate.evidence(), candidate);
            if (first == null) {
                merged.add(candidate);
            } else {
                first.addTwin(candidate);
            }
        }
        // A range is made from what fails: where something that exists has the same evidence, it says nothing new.
        for (Candidate range : ranges) {
            if (byEvidence.putIfAbsent(range.evidence(), range) == null) {
                merged.add(range);
            }
        }
        return merged;
    }
}
