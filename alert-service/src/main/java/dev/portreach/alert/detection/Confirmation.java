package dev.portreach.alert.detection;

/**
 * How much evidence changes a mind. At 0.5 % independent loss, 25,000 checks and an interval of 5 s, three misses in a
 * row still give 54 false alarms a day, four give 0.3.
 */
public final class Confirmation {

    static final int SUSPECT = 2;
    static final int CONFIRMED = 4;
    /**
     * Silence where probes have been lost lately: with three in ten, four misses in a row come once in a hundred tries, eight
     * once in fifteen thousand.
     */
    static final int CONFIRMED_IN_LOSS = 8;

    static final int RECOVERED = 2;
    /** From the first look to the last that a contradiction has to last at least. */
    public static final long SPAN_MILLIS = 1_500;
    /** Streaks are not counted further than this: more would say no more and would be written each time. */
    static final int STREAK_CAP = CONFIRMED_IN_LOSS;

    private Confirmation() {}

    /**
     * Whether a port's new signal is believed.
     *
     * @param settled what was believed, null if nothing yet
     * @param seen what is seen now
     * @param streak times in a row
     * @param confirmed times in a row that a failure has to be seen
     * @param spanMillis from the start of the first probe of the streak to the start of the last
     */
    static boolean settles(Signal settled, Signal seen, int streak, int confirmed, long spanMillis) {
        if (seen == Signal.OK) {
            return settled == null || streak >= RECOVERED;
        }
        return streak >= confirmed && spanMillis >= SPAN_MILLIS;
    }
}
