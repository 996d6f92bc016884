package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import java.time.Instant;

/**
 * A check among others, as it stands now. {@link Groups} changes it, so that the counts of its groups go along; the
 * fields below are its place in them and in the part of the picture that it was solved with.
 */
final class Member {

    private static final long SUSPECT = 2;
    /** From one probe to the next when an agent looks again, and from the agent to here. */
    private static final long WAY_MILLIS = 1_000;
    /** It takes so many probes until a pool is calm again. */
    private static final long WORN_TURNS = 100;

    private final String id;
    private final long hash;
    private CheckState state;
    private Standing standing = Standing.UNKNOWN;
    private boolean boundToAgents;
    private Ports failingPorts = Ports.NONE;
    private boolean failsInPart;

    Group[] groups = {};
    /** Where this member stands in each group. */
    int[] positions = {};

    Part part;
    /** Its number within the part being solved. */
    int local;

    int mark;
    boolean changed;
    /** Whether its groups count it among those that have just become well again. */
    boolean recovering;

    /** @param number no other member has the same */
    Member(CheckState state, long number) {
        this.id = state.check();
        this.hash = mix(number);
        this.state = state;
    }

    /** SplitMix64's finaliser: sums of these tell sets apart. */
    private static long mix(long number) {
        long z = (number + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    void set(CheckState next, Standing nextStanding, boolean bound) {
        state = next;
        standing = nextStanding;
        boundToAgents = bound;
        failingPorts = nextStanding.fails() ? FailingPorts.of(next) : Ports.NONE;
        failsInPart = fails() && !failingPorts.equals(next.scope().ports());
    }

    String id() {
        return id;
    }

    long hash() {
        return hash;
    }

    CheckState state() {
        return state;
    }

    Standing standing() {
        return standing;
    }

    boolean fails() {
        return standing.fails();
    }

    boolean isIn(Group group) {
        for (Group mine : groups) {
            if (mine == group) {
                return true;
            }
        }
        return false;
    }

    /**
     * Where in {@link #groups} those of this kind begin; they stand together.
     *
     * @param guess where to look first
     * @return the length if there are none
     */
    int firstOf(CauseKind kind, int guess) {
        if (isFirstOf(kind, guess)) {
            return guess;
        }
        int place = 0;
        while (place < groups.length && groups[place].key.kind() != kind) {
            place++;
        }
        return place;
    }

    private boolean isFirstOf(CauseKind kind, int place) {
        return place < groups.length
                && groups[place].key.kind() == kind
                && (place == 0 || groups[place - 1].key.kind() != kind);
    }

    /** Whether it fails by some agents of its site only: that says nothing of what all agents share. */
    boolean boundToAgents() {
        return boundToAgents;
    }

    /** The ports that fail: all of the check's, or those of a part. */
    Ports failingPorts() {
        return failingPorts;
    }

    /** Whether some of its ports are seen to be well. */
    boolean failsInPart() {
        return failsInPart;
    }

    /** How it counts in groups of what all agents of the site share. */
    Standing shared() {
        return boundToAgents && fails() ? Standing.UNKNOWN : standing;
    }

    /** How it counts in the group of one agent. */
    Standing by(String agent) {
        boolean other = fails() && !(boundToAgents && state.agents().contains(agent));
        return other ? Standing.UNKNOWN : standing;
    }

    /** First observation of what makes it fail. */
    Instant onset() {
        Instant suspected = state.suspectedSince();
        return Standings.fails(state.verdict()) || suspected == null ? state.since() : suspected;
    }

    /** How long it may take until a fault is suspected here: its turn, two probes that wait in vain, and their way. */
    int waitMillis() {
        return capped(state.scope().intervalMillis() + SUSPECT * state.scope().deadlineMillis() + WAY_MILLIS);
    }

    /**
     * How long after it failed first, or became well again, its next turn is over. Where some of its ports fail, it is the
     * one after that: bursts of loss hit some of many ports each time. Where it works badly, that is told by about a
     * hundred probes, and of some checks sooner than of others.
     */
    int nextTurnMillis() {
        CheckScope scope = state.scope();
        if (worksBadly()) {
            return capped(WORN_TURNS * scope.intervalMillis());
        }
        return capped((failsInPart ? 2 : 1) * scope.intervalMillis() + scope.deadlineMillis());
    }

    /** Whether it does not fail, but is slow or loses probes. */
    boolean worksBadly() {
        return state.degraded() != null;
    }

    /** When it was first seen to fail; a pool of probes turns long after that which turns it began. */
    Instant noticed() {
        return worksBadly() ? state.observedAt() : onset();
    }

    private static int capped(long millis) {
        return (int) Math.min(Integer.MAX_VALUE, millis);
    }
}
