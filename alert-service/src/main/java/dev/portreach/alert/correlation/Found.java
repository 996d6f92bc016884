package dev.portreach.alert.correlation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * An explanation, and what it takes to tell whether a wider picture is still forming or fading around it.
 *
 * @param explanation all but {@code forming}, {@code fading} and {@code settle}
 * @param groups of the cause; none for a single check
 * @param common groups that all explained members are in
 * @param slow whether some of the explained members fail by some agents of their site only, or work badly: others may follow
 * @param suspects how many of the explained members are only suspected
 * @param waitMillis how long it takes at most until a fault shows at an explained member
 * @param key of the cause
 */
record Found(
        Explanation explanation,
        List<Group> groups,
        List<Group> common,
        boolean slow,
        int suspects,
        int waitMillis,
        String key) {

    static final Comparator<Found> WIDEST_FIRST = Comparator.comparingInt(
                    (Found found) -> found.explanation().failing().size())
            .reversed()
            .thenComparing(Found::key);

    /** Where probes are lost, a few checks may have missed so many in a row by that alone. */
    private static final int LOSSY_TURNS = 8;

    /** Nobody waits longer than this for being told, however seldom is looked. */
    static final int LONGEST_WAIT_MILLIS = 60_000;

    /** As of now: what surrounds the members may have changed since they were solved. */
    Explanation asOf(Instant now) {
        boolean forming = slow; // the site's other agents, or other pools of probes, may not have come so far yet
        boolean fading = false;
        Instant doubted = Instant.MIN;
        int wait = waitMillis;
        for (Group group : groups) {
            forming |= group.isForming(group.suspects());
            fading |= group.isFading();
            wait = Math.max(wait, group.longestWaitMillis());
        }
        for (Group group : common) {
            forming |= group.isForming(suspects);
            fading |= group.isFading();
            doubted = group.doubted().isAfter(doubted) ? group.doubted() : doubted;
            wait = Math.max(wait, group.longestWaitMillis());
        }
        return explanation.as(
                forming, fading, doubted, Duration.ofMillis(Math.min(wait, LONGEST_WAIT_MILLIS)), turns(now));
    }

    /** How long its members are looked at again and again before one can be sure that they fail. */
    private Duration turns(Instant now) {
        if (explanation.isWide()) {
            return explanation.nextTurn();
        }
        long interval = explanation.members().stream()
                .mapToLong(member -> member.state().scope().intervalMillis())
                .max()
                .orElseThrow();
        return common.stream().anyMatch(group -> group.isLossy(now, interval))
                ? Duration.ofMillis(Math.min(LOSSY_TURNS * interval, LONGEST_WAIT_MILLIS))
                : explanation.nextTurn();
    }
}
