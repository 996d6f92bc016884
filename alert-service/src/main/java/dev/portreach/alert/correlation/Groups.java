package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All groups, counted along with every change of a member; remembers what has changed since it was last asked. */
final class Groups {

    private final Map<GroupKey, Group> groups = new HashMap<>();
    private final Map<List<String>, PortRow> rows = new HashMap<>();
    private final Recoveries recoveries = new Recoveries();
    private List<Group> changedGroups = new ArrayList<>();
    private List<Member> changedMembers = new ArrayList<>();

    /** What has changed since the last time. */
    record Changes(Collection<Group> groups, Collection<Member> members) {}

    boolean haveChanged() {
        return !changedGroups.isEmpty() || !changedMembers.isEmpty();
    }

    Changes drain(Instant now) {
        Changes changes = new Changes(changedGroups, changedMembers);
        changedGroups.forEach(group -> {
            group.changed = false;
            group.look(now);
        });
        changedMembers.forEach(member -> member.changed = false);
        changedGroups = new ArrayList<>();
        changedMembers = new ArrayList<>();
        return changes;
    }

    /** Lets time pass: who has recovered some time ago is simply well. */
    void pass(Instant now) {
        recoveries.pass(now);
    }

    /** Takes in a member that is in no group yet. */
    void add(Member member, Collection<GroupKey> keys) {
        member.groups = new Group[keys.size()];
        member.positions = new int[keys.size()];
        int slot = 0;
        for (GroupKey key : keys) {
            Group group = groups.get(key);
            if (group == null) {
                group = create(key, member.state().scope());
            }
            member.groups[slot] = group;
            group.add(member, slot);
            slot++;
        }
        changed(member);
    }

    void remove(Member member) {
        changed(member);
        recoveries.drop(member);
        for (int slot = 0; slot < member.groups.length; slot++) {
            Group group = member.groups[slot];
            group.remove(member, slot);
            if (group.isEmpty()) {
                drop(group);
            }
        }
        member.groups = new Group[] {};
        member.positions = new int[] {};
    }

    /** Lets a member stand otherwise. Its scope must be the same. */
    void change(Member member, CheckState state, Standing standing, boolean boundToAgents) {
        Ports failingPorts = member.failingPorts();
        Instant onset = member.onset();
        boolean same = member.standing() == standing
                && (!standing.fails()
                        || (member.boundToAgents() == boundToAgents
                                && member.state().verdict() == state.verdict()
                                && (!boundToAgents || member.state().agents().equals(state.agents()))));
        if (same) {
            member.set(state, standing, boundToAgents);
            if (standing.fails()
                    && !(member.failingPorts().equals(failingPorts)
                            && member.onset().equals(onset))) {
                changed(member);
            }
            return;
        }
        if (member.fails() && standing == Standing.OK) {
            recoveries.add(member);
        } else {
            recoveries.drop(member);
        }
        boolean flickers = standing == Standing.OK
                && (member.standing() == Standing.PENDING || member.standing() == Standing.SUSPECT);
        for (int slot = 0; slot < member.groups.length; slot++) {
            member.groups[slot].discount(member, slot);
            if (flickers) {
                member.groups[slot].flicker(state.observedAt().toEpochMilli());
            }
        }
        member.set(state, standing, boundToAgents);
        for (int slot = 0; slot < member.groups.length; slot++) {
            member.groups[slot].count(member, slot);
        }
        changed(member);
    }

    /** Whether nearly all fail that this cause would make fail; not known, and false, of ranges of several rows. */
    boolean holds(Cause cause) {
        Grouping grouping = Grouping.of(cause.kind());
        Group group = grouping == null ? null : groups.get(grouping.key(cause));
        return group != null && group.isCandidate();
    }

    private void changed(Member member) {
        if (!member.changed) {
            member.changed = true;
            changedMembers.add(member);
        }
        for (Group group : member.groups) {
            changed(group);
        }
    }

    private void changed(Group group) {
        if (!group.changed) {
            group.changed = true;
            changedGroups.add(group);
        }
    }

    private Group create(GroupKey key, CheckScope scope) {
        boolean bindsPorts = Grouping.of(key.kind()).bindsPorts();
        Group group = bindsPorts
                ? new Group(key, scope.ports(), rows.computeIfAbsent(rowKey(key), same -> new PortRow()))
                : new Group(key, null, null);
        if (bindsPorts) {
            group.row.add(group);
        }
        groups.put(key, group);
        return group;
    }

    private void drop(Group group) {
        groups.remove(group.key);
        if (group.row != null) {
            // What it stood between are neighbours now.
            PortRow.forEachNeighbour(group, this::changed);
            group.row.remove(group);
            if (group.row.isEmpty()) {
                rows.remove(rowKey(group.key));
            }
        }
    }

    /** Place and protocol: all but the ports themselves. */
    private static List<String> rowKey(GroupKey key) {
        List<String> place = new ArrayList<>(key.values());
        place.add(key.kind().name());
        int ports = key.values().size() - 1;
        String protocol = place.get(ports);
        place.set(ports, protocol.substring(0, protocol.indexOf('/')));
        return List.copyOf(place);
    }
}
