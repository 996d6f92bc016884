package dev.portreach.alert.correlation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The failing members, in parts that have nothing to do with each other. Only what changed is solved again. */
final class Parts {

    private final Set<Part> parts = new LinkedHashSet<>();
    private List<Found> found = List.of();
    /** What carries this mark has been looked at in the current pass. */
    private int pass;

    void refresh(Groups.Changes changes) {
        List<Member> seeds = new ArrayList<>();
        for (Member member : changes.members()) {
            touch(member, seeds);
        }
        for (Group group : changes.groups()) {
            touch(group, seeds);
            if (group.row != null) {
                // A range ends, or goes on, where a neighbour changed.
                PortRow.forEachNeighbour(group, next -> touch(next, seeds));
            }
        }
        pass++;
        for (int i = 0; i < seeds.size(); i++) { // grows as parts dissolve
            if (seeds.get(i).fails() && seeds.get(i).mark != pass) {
                parts.add(grow(seeds.get(i), seeds));
            }
        }
        found = parts.stream()
                .flatMap(part -> part.found().stream())
                .sorted(Found.WIDEST_FIRST)
                .toList();
    }

    /** The causes found; those that explain most first. */
    List<Found> found() {
        return found;
    }

    private void touch(Group group, List<Member> seeds) {
        if (group.part != null) {
            dissolve(group.part, seeds);
        }
        if (group.isCandidate()) {
            // One leads to all: they share this group.
            touch(group.failing(0), seeds);
        }
    }

    private void touch(Member member, List<Member> seeds) {
        if (member.part != null) {
            dissolve(member.part, seeds);
        }
        if (member.groups.length > 0) {
            seeds.add(member);
        }
    }

    private void dissolve(Part part, List<Member> seeds) {
        parts.remove(part);
        part.dissolve();
        for (Member member : part.members()) {
            if (member.groups.length > 0) {
                seeds.add(member);
            }
        }
    }

    /** Everything that hangs together with this member. */
    private Part grow(Member seed, List<Member> seeds) {
        List<Member> members = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        reach(seed, members);
        int taken = 0;
        int opened = 0;
        while (taken < members.size() || opened < groups.size()) { // both grow
            if (taken < members.size()) {
                Member member = members.get(taken++);
                if (member.part != null) {
                    dissolve(member.part, seeds);
                }
                for (Group group : member.groups) {
                    if (group.couldExplain(member)) {
                        reach(group, groups);
                        group.local++;
                    }
                }
            } else {
                Group group = groups.get(opened++);
                if (group.row != null) {
                    PortRow.forEachNeighbour(group, next -> reach(next, groups));
                }
                if (group.local < group.failing()) { // nearly always others have led to all of them
                    group.forEachFailing(member -> reach(member, members));
                }
            }
        }
        return new Part(members, groups);
    }

    private void reach(Group group, List<Group> groups) {
        if (group.mark != pass && group.isCandidate()) {
            group.mark = pass;
            group.local = 0;
            groups.add(group);
        }
    }

    private void reach(Member member, List<Member> members) {
        if (member.mark != pass) {
            member.mark = pass;
            members.add(member);
        }
    }
}
