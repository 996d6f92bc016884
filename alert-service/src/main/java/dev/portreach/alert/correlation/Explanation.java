package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A cause that explains failing members, as of now.
 *
 * @param indistinguishable causes for which the evidence is the same
 * @param members that it explains; no other explanation explains them. None where it explains agents
 * @param failing their ids, or those of agents
 * @param confirmed how many of them are beyond suspicion
 * @param groupFailing members of the cause's group that fail, explained by it or not
 * @param ok members of the group that are well
 * @param unknown members of the group of which nothing is known
 * @param onset first failing observation
 * @param wave the same of those that have begun to fail since there may be more to come: what failed before shows nothing of
 *     the picture that is forming now
 * @param forming whether a wider picture may still be forming around it
 * @param doubted since when more may be about to fail of something that all its members share; long ago if nothing is
 * @param fading whether it may be what is left of a wider picture that is just recovering
 * @param settle how long after the wave began it will have formed
 * @param nextTurn how long after the wave began each of the members has been looked at in another turn of its own, or in
 *     several where probes are lost
 * @param confidence 0 to 1
 * @param runnerUp next best, null if there is none
 */
record Explanation(
        Cause cause,
        List<Cause> indistinguishable,
        List<Member> members,
        Set<String> failing,
        int confirmed,
        int groupFailing,
        int ok,
        int unknown,
        Instant onset,
        Instant wave,
        boolean forming,
        boolean fading,
        Instant doubted,
        Duration settle,
        Duration nextTurn,
        double confidence,
        Cause runnerUp) {

    private static final int POOLED = 3;
    /**
     * Fewer are told only if they still fail in their next turn: an agent's re-probes are so close together that one burst
     * of loss, or two, can take all of them, and those of several checks of a site as well. See decision 30.
     */
    private static final int MANY = 10;

    Explanation {
        indistinguishable = List.copyOf(indistinguishable);
        members = List.copyOf(members);
        failing = Set.copyOf(failing);
    }

    /** Whether it explains so many that no burst of loss does. */
    boolean isWide() {
        return failing.size() >= MANY;
    }

    /** Whether the evidence suffices to tell people. Pooled suspicion does where there is enough of it. */
    boolean isRipe(Instant now) {
        boolean proven = confirmed == failing.size() || (confirmed >= 1 && failing.size() >= POOLED);
        boolean formed = !forming || !now.isBefore(formedAt());
        boolean seenAgain = isWide() || !now.isBefore(wave.plus(nextTurn));
        return proven && formed && seenAgain && !fading;
    }

    /**
     * A check that lost a probe by chance just before it failed seems to have failed for longer than others of the same
     * fault. Where few fail, it is therefore waited from when the doubt began as well, but half as long again at most.
     */
    private Instant formedAt() {
        Instant latest = wave.plus(settle.dividedBy(2));
        Instant from = isWide() || doubted.isBefore(wave) ? wave : doubted.isAfter(latest) ? latest : doubted;
        return from.plus(settle);
    }

    /** Whether a cause chosen before is this one, as far as the evidence can tell. */
    boolean covers(Cause other) {
        return cause.equals(other) || indistinguishable.contains(other);
    }

    Explanation renamed(Cause name, List<Cause> others) {
        return new Explanation(
                name,
                others,
                members,
                failing,
                confirmed,
                groupFailing,
                ok,
                unknown,
                onset,
                wave,
                forming,
                fading,
                doubted,
                settle,
                nextTurn,
                confidence,
                runnerUp);
    }

    /** The same with what is known now of what surrounds it. */
    Explanation as(boolean nowForming, boolean nowFading, Instant nowDoubted, Duration nowSettle, Duration turns) {
        return nowForming == forming
                        && nowFading == fading
                        && nowDoubted.equals(doubted)
                        && nowSettle.equals(settle)
                        && turns.equals(nextTurn)
                ? this
                : new Explanation(
                        cause,
                        indistinguishable,
                        members,
                        failing,
                        confirmed,
                        groupFailing,
                        ok,
                        unknown,
                        onset,
                        wave,
                        nowForming,
                        nowFading,
                        nowDoubted,
                        nowSettle,
                        turns,
                        confidence,
                        runnerUp);
    }
}
