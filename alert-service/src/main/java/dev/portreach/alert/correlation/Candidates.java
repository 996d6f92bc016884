package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.port.PortRange;
import dev.portreach.contracts.port.Ports;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every cause that could explain failing members of a part; one for each set of evidence, the others with the same are its
 * twins. Those that explain a single member are made when they are asked for: nearly all never are.
 */
final class Candidates {

    /** Kinds of which a check may be in several groups: among these the evidence may be the same within a kind. */
    private static final Set<CauseKind> OVERLAPPING = EnumSet.of(CauseKind.ENFORCEMENT_POINT, CauseKind.AGENT);

    private static final Comparator<Candidate> BY_PREFERENCE = (one, other) -> {
        int order = Integer.compare(one.preference(), other.preference());
        return order == 0 && OVERLAPPING.contains(one.kind()) ? Candidate.ORDER.compare(one, other) : order;
    };

    private final List<Group> groups;
    private final List<Candidate> shared;
    /** By the number of the group, the candidate that it is, and the one of the run that it is in; null if none. */
    private final Candidate[] ofGroup;

    private final Candidate[] ofRun;
    private final Candidate[] alone;
    private List<Candidate> widestFirst;

    /**
     * Numbers members and groups by their place in these lists.
     *
     * @param members all that fail in a part
     * @param groups those of their groups that nearly all fail
     */
    Candidates(List<Member> members, List<Group> groups) {
        this.groups = groups;
        for (int i = 0; i < members.size(); i++) {
            members.get(i).local = i;
        }
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).local = i;
        }
        alone = new Candidate[members.size()];
        ofGroup = new Candidate[groups.size()];
        ofRun = new Candidate[groups.size()];
        Map<Candidate.Evidence, Candidate> byEvidence = new HashMap<>();
        shared = mergedGroups(byEvidence);
        shared.addAll(ranges(byEvidence));
    }

    /** Those that explain more than one member. */
    List<Candidate> shared() {
        return shared;
    }

    /** The same, those that explain most first. */
    List<Candidate> widestFirst() {
        if (widestFirst == null) {
            widestFirst = new ArrayList<>(shared);
            widestFirst.sort(Comparator.comparingInt(Candidate::failing).reversed());
        }
        return widestFirst;
    }

    /** Those of {@link #shared} that explain any of these members, each with its tally; to be set back to 0 after use. */
    List<Candidate> tally(List<Member> members) {
        List<Candidate> touched = new ArrayList<>();
        for (Member member : members) {
            forEachShared(member, candidate -> {
                if (candidate.tally++ == 0) {
                    touched.add(candidate);
                }
            });
        }
        return touched;
    }

    /** Those of {@link #shared} that explain any of these members. */
    List<Candidate> touching(List<Member> members) {
        List<Candidate> touching = tally(members);
        touching.forEach(candidate -> candidate.tally = 0);
        return touching;
    }

    /** Calls with each of {@link #shared} that explains this member. */
    void forEachShared(Member member, Consumer<Candidate> taker) {
        for (Group group : member.groups) {
            if (group.couldExplain(member)) {
                take(ofGroup[group.local], taker);
                take(ofRun[group.local], taker);
            }
        }
    }

    private static void take(Candidate candidate, Consumer<Candidate> taker) {
        if (candidate != null) {
            taker.accept(candidate);
        }
    }

    /** The one that explains this member and no other. */
    Candidate alone(Member member) {
        Candidate known = alone[member.local];
        if (known == null) {
            List<Candidate> same = new ArrayList<>();
            same.add(Candidate.of(member));
            for (Group group : member.groups) {
                if (group.couldExplain(member) && group.failing() == 1) {
                    same.add(candidate(group));
                }
            }
            same.sort(BY_PREFERENCE);
            known = same.get(0);
            same.subList(1, same.size()).forEach(known::addTwin);
            alone[member.local] = known;
        }
        return known;
    }

    private List<Candidate> mergedGroups(Map<Candidate.Evidence, Candidate> byEvidence) {
        List<Candidate> all = new ArrayList<>();
        for (Group group : groups) {
            if (group.failing() > 1) {
                all.add(candidate(group));
            }
        }
        all.sort(BY_PREFERENCE);
        List<Candidate> merged = new ArrayList<>();
        for (Candidate candidate : all) {
            Candidate first = byEvidence.putIfAbsent(candidate.evidence(), candidate);
            if (first == null) {
                merged.add(candidate);
                ofGroup[candidate.groups().get(0).local] = candidate;
            } else {
                first.addTwin(candidate);
            }
        }
        return merged;
    }

    /** Where all that fail do so in part, their failing ports name the cause, not the row. */
    private static Candidate candidate(Group group) {
        if (group.row != null) {
            boolean inPart = true;
            for (int i = 0; i < group.failing() && inPart; i++) {
                inPart = group.failing(i).failsInPart();
            }
            if (inPart) {
                return Candidate.of(List.of(group), failingPorts(group), true);
            }
        }
        return Candidate.of(group);
    }

    /** A range is made from what fails: where something that exists has the same evidence, it says nothing new. */
    private List<Candidate> ranges(Map<Candidate.Evidence, Candidate> byEvidence) {
        List<Candidate> ranges = new ArrayList<>();
        boolean[] inRun = new boolean[groups.size()];
        for (Group group : groups) {
            if (group.row != null && !inRun[group.local]) {
                List<Group> run = PortRow.failingRun(group);
                run.forEach(each -> inRun[each.local] = true);
                if (run.size() > 1 && !byEvidence.containsKey(Candidate.Evidence.of(run))) {
                    ranges.add(range(run));
                }
            }
        }
        ranges.sort(BY_PREFERENCE);
        ranges.removeIf(range -> byEvidence.putIfAbsent(range.evidence(), range) != null);
        ranges.forEach(range -> range.groups().forEach(group -> ofRun[group.local] = range));
        return ranges;
    }

    private static Candidate range(List<Group> run) {
        List<PortRange> ranges = new ArrayList<>();
        boolean inPart = false;
        for (Group group : run) {
            Ports failing = failingPorts(group);
            ranges.addAll(failing.ranges());
            inPart |= !failing.equals(group.ports);
        }
        return Candidate.of(run, Ports.ofRanges(ranges), inPart);
    }

    private static Ports failingPorts(Group group) {
        Ports failing = Ports.NONE;
        for (int i = 0; i < group.failing() && !failing.equals(group.ports); i++) {
            failing = failing.plus(group.failing(i).failingPorts());
        }
        return failing;
    }
}
