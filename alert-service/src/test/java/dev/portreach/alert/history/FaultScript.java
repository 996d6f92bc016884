package dev.portreach.alert.history;

import dev.portreach.contracts.state.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What really happens at a made-up site, and what its agents see of it: ports that go and come back for minutes or hours,
 * single misses that mean nothing, agents that stop and start anew. Seconds since the script begins.
 */
final class FaultScript {

    static final int LENGTH = 30 * 3_600;
    static final int INTERVAL = 60;
    static final int HOLD_MILLIS = 3 * INTERVAL * 1_000 + 1_500;

    private static final int LOOKS_AGAIN = 5;
    private static final int LOOK_AGAIN_MILLIS = 300;

    /** @param to exclusive */
    record Stretch(int from, int to) {

        boolean holds(int at) {
            return from <= at && at < to;
        }
    }

    /**
     * What an agent saw.
     *
     * @param atMillis since the script begins
     * @param sincePrevious milliseconds; null for the first of a run
     */
    record Look(int agent, int run, int check, long atMillis, Long sincePrevious, boolean answered) {}

    private final List<List<Stretch>> outages;
    private final List<List<Stretch>> lives;
    private final Random random;

    FaultScript(int checks, int agents, Random random) {
        this.random = random;
        this.outages = new ArrayList<>();
        this.lives = new ArrayList<>();
        for (int check = 0; check < checks; check++) {
            outages.add(stretches(4 * INTERVAL, 2 * 3_600, 4 * INTERVAL, 10 * 3_600));
        }
        for (int agent = 0; agent < agents; agent++) {
            lives.add(stretches(3_600, 15 * 3_600, 10 * INTERVAL, 2 * 3_600));
        }
    }

    private List<Stretch> stretches(int shortest, int longest, int shortestPause, int longestPause) {
        List<Stretch> stretches = new ArrayList<>();
        int at = random.nextInt(longestPause - shortestPause);
        while (at + shortest < LENGTH) {
            int end = Math.min(LENGTH, at + shortest + random.nextInt(longest - shortest));
            stretches.add(new Stretch(at, end));
            at = end + shortestPause + random.nextInt(longestPause - shortestPause);
        }
        return stretches;
    }

    /** In the order in which each agent looks. */
    List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        for (int agent = 0; agent < lives.size(); agent++) {
            for (int run = 0; run < lives.get(agent).size(); run++) {
                for (int check = 0; check < outages.size(); check++) {
                    look(agent, run, check, looks);
                }
            }
        }
        return looks;
    }

    private void look(int agent, int run, int check, List<Look> looks) {
        Stretch life = lives.get(agent).get(run);
        Long previous = null;
        boolean well = true;
        for (long at = life.from() * 1_000L + random.nextInt(INTERVAL * 1_000);
                at < life.to() * 1_000L;
                at += INTERVAL * 1_000) {
            boolean answered = isUp(check, at) && random.nextInt(60) > 0;
            previous = add(new Look(agent, run, check, at, previous, answered), looks);
            for (int again = 1; well && !answered && again <= LOOKS_AGAIN; again++) {
                long then = at + (long) again * LOOK_AGAIN_MILLIS;
                boolean isBack = isUp(check, then);
                previous = add(new Look(agent, run, check, then, previous, isBack), looks);
                answered = isBack;
            }
            well = answered;
        }
    }

    private static Long add(Look look, List<Look> looks) {
        Long since = look.sincePrevious() == null ? null : look.atMillis() - look.sincePrevious();
        looks.add(new Look(look.agent(), look.run(), look.check(), look.atMillis(), since, look.answered()));
        return look.atMillis();
    }

    private boolean isUp(int check, long atMillis) {
        return outages.get(check).stream().noneMatch(outage -> outage.holds((int) (atMillis / 1_000)));
    }

    /** What has to be believed of a check at a second; empty where it depends on when exactly agents looked. */
    Optional<Verdict> truth(int check, int second) {
        boolean changesNear = outages.get(check).stream()
                .anyMatch(outage ->
                        isNear(outage.from(), second, INTERVAL + 2) || isNear(outage.to(), second, 2 * INTERVAL + 2));
        boolean someLook = false;
        for (List<Stretch> life : lives) {
            for (Stretch alive : life) {
                if (isNear(alive.from(), second, 2 * INTERVAL + 2)
                        || isNear(alive.to() - INTERVAL, second, INTERVAL + HOLD_MILLIS / 1_000 + 2)) {
                    return Optional.empty();
                }
                someLook |= alive.holds(second);
            }
        }
        if (!someLook) {
            return Optional.of(Verdict.UNKNOWN);
        }
        return changesNear
                ? Optional.empty()
                : Optional.of(isUp(check, second * 1_000L) ? Verdict.OK : Verdict.FAILING);
    }

    /** Whether a second is one of the few after another. */
    private static boolean isNear(int event, int second, int after) {
        return event <= second && second <= event + after;
    }
}
