package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.port.Ports;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The checks that one cause would make fail, counted by how they stand. Members that fail come first in the array, so
 * that a change of one costs the same however many there are.
 */
final class Group {

    private static final double MIN_FAILING_SHARE = 0.8;
    /** Some check is always just missing a packet: up to this share of a group says nothing. */
    private static final double NOISE = 0.02;

    final GroupKey key;
    final Grouping grouping;
    /** The ports that bind it; null where ports do not. */
    final Ports ports;
    /** Its place by port; null where ports do not bind it. */
    final PortRow row;
    /** The next ones in the row; null at its ends. */
    Group below;

    Group above;

    Part part;
    /** While a part grows, how many of its failing members were met; then its number within the part. */
    int local;

    int mark;
    boolean changed;
    /** For telling groups that were met from those that were not; false in between. */
    boolean met;

    private final boolean ofAgent;
    private Member[] members = new Member[2];
    /** For each member, which of its groups this one is. */
    private int[] slots = new int[2];

    private int size;
    private int failing;
    private int ok;
    private int pending;
    private int suspects;
    private int recovering;
    private Instant doubted = Instant.MIN;
    private long failingHash;
    private long okHash;
    private final Waits waits = new Waits();
    private final Flickers flickers = new Flickers();

    Group(GroupKey key, Ports ports, PortRow row) {
        this.key = key;
        this.grouping = Grouping.of(key.kind());
        this.ports = ports;
        this.row = row;
        this.ofAgent = key.kind() == CauseKind.AGENT;
    }

    int failing() {
        return failing;
    }

    int ok() {
        return ok;
    }

    int unknown() {
        return size - failing - ok;
    }

    long failingHash() {
        return failingHash;
    }

    long okHash() {
        return okHash;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean knowsNothing() {
        return failing + ok == 0;
    }

    boolean isCandidate() {
        return failing > 0 && failing >= MIN_FAILING_SHARE * (failing + ok);
    }

    /** Whether it may be the cause of this member's failing. */
    boolean couldExplain(Member member) {
        return isCandidate() && standing(member).fails();
    }

    int suspects() {
        return suspects;
    }

    /** Whether more of it may be about to fail than {@code mine} suspects, which are known of. */
    boolean isForming(int mine) {
        return pending + suspects - mine > NOISE * (failing + ok);
    }

    /** To be called when it has changed: remembers since when more of it may be about to fail. */
    void look(Instant now) {
        if (!isForming(0)) {
            doubted = Instant.MIN;
        } else if (doubted.equals(Instant.MIN)) {
            doubted = now;
        }
    }

    /** Since when more of it may be about to fail; long ago if nothing is. */
    Instant doubted() {
        return doubted;
    }

    /** Counts one more or one less of those that are well since a moment ago. */
    void recovering(int by) {
        recovering += by;
    }

    /** Whether this was a cause until a moment ago: what is left of it may just not have been looked at again. */
    boolean isFading() {
        return recovering > NOISE * (failing + ok) && failing + recovering >= MIN_FAILING_SHARE * (failing + ok);
    }

    /** A member lost a probe, and was well when it was looked at again. */
    void flicker(long at) {
        flickers.add(at);
    }

    /** Whether its members have lost more probes lately than is common. */
    boolean isLossy(Instant now, long intervalMillis) {
        return flickers.areMany(now.toEpochMilli(), size, intervalMillis);
    }

    int longestWaitMillis() {
        return waits.longest();
    }

    Cause cause() {
        return grouping.cause(key.values());
    }

    Member failing(int index) {
        return members[index];
    }

    /** Whether the member at this position is one of those that fail here. */
    boolean isFailingAt(int position) {
        return position < failing;
    }

    void forEachFailing(Consumer<Member> consumer) {
        for (int i = 0; i < failing; i++) {
            consumer.accept(members[i]);
        }
    }

    void forEachOk(Consumer<Member> consumer) {
        for (int i = failing; i < size; i++) {
            if (standing(members[i]) == Standing.OK) {
                consumer.accept(members[i]);
            }
        }
    }

    /** Adds the sites that have members here, failing or not. */
    void collectSites(Set<String> sites) {
        for (int i = 0; i < size; i++) {
            sites.add(members[i].state().scope().subject());
        }
    }

    Set<String> sites() {
        Set<String> sites = new HashSet<>();
        collectSites(sites);
        return sites;
    }

    /** Takes a member in, which counts for nothing until {@link #count}. */
    void add(Member member, int slot) {
        if (size == members.length) {
            members = Arrays.copyOf(members, size * 2);
            slots = Arrays.copyOf(slots, size * 2);
        }
        place(member, slot, size);
        size++;
        waits.add(member.waitMillis());
        count(member, slot);
    }

    void remove(Member member, int slot) {
        discount(member, slot);
        int position = member.positions[slot];
        size--;
        place(members[size], slots[size], position);
        members[size] = null;
        waits.remove(member.waitMillis());
    }

    /** Counts the member as it stands now. */
    void count(Member member, int slot) {
        Standing standing = standing(member);
        if (standing.fails()) {
            swap(member.positions[slot], failing);
            failing++;
            failingHash += member.hash();
            suspects += standing == Standing.SUSPECT ? 1 : 0;
        } else if (standing == Standing.OK) {
            ok++;
            okHash += member.hash();
        } else if (standing == Standing.PENDING) {
            pending++;
        }
    }

    /** Takes back what {@link #count} did; the member must not have changed in between. */
    void discount(Member member, int slot) {
        Standing standing = standing(member);
        if (standing.fails()) {
            failing--;
            swap(member.positions[slot], failing);
            failingHash -= member.hash();
            suspects -= standing == Standing.SUSPECT ? 1 : 0;
        } else if (standing == Standing.OK) {
            ok--;
            okHash -= member.hash();
        } else if (standing == Standing.PENDING) {
            pending--;
        }
    }

    private Standing standing(Member member) {
        return ofAgent ? member.by(key.values().get(1)) : member.shared();
    }

    private void swap(int one, int other) {
        Member first = members[one];
        int firstSlot = slots[one];
        place(members[other], slots[other], one);
        place(first, firstSlot, other);
    }

    private void place(Member member, int slot, int position) {
        members[position] = member;
        slots[position] = slot;
        member.positions[slot] = position;
    }
}
