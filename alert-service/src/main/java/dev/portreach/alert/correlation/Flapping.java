package dev.portreach.alert.correlation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether something comes and goes. As in Nagios, turns from failing to well and back are weighed, newer ones more, and
 * begin and end lie apart: at 30 % of twenty turns it begins, below 5 % it ends. That is the third time it is over within
 * ten minutes, since a second one is what mending in two tries looks like, and at least five quiet minutes after its last turn.
 */
final class Flapping {

    static final Duration WINDOW = Duration.ofMinutes(10);

    private static final double TURNS = 20;
    private static final double BEGINS = 0.30;
    private static final double ENDS = 0.05;
    private static final double NEWEST = 1.2;
    private static final double OLDEST = 0.8;

    private Flapping() {}

    static boolean begins(List<Instant> turns, Instant now) {
        return share(turns, now) >= BEGINS;
    }

    static boolean ends(List<Instant> turns, Instant now) {
        return share(turns, now) < ENDS;
    }

    /** Turns that still count. */
    static List<Instant> recent(List<Instant> turns, Instant now) {
        return turns.stream()
                .filter(turn -> now.isBefore(turn.plus(WINDOW)))
                .skip(Math.max(0, turns.size() - (long) TURNS))
                .toList();
    }

    private static double share(List<Instant> turns, Instant now) {
        double sum = 0;
        for (Instant turn : recent(turns, now)) {
            double age = (double) Duration.between(turn, now).toMillis() / WINDOW.toMillis();
            sum += NEWEST - (NEWEST - OLDEST) * Math.max(0, age);
        }
        return sum / TURNS;
    }
}
