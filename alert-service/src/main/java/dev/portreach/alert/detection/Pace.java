package dev.portreach.alert.detection;

/**
 * How long answers usually take, robustly: running estimates of the median and of the median deviation from it, each
 * moved by a step for every answer that is above or below (stochastic approximation of a quantile, Tierney 1983). Slow
 * on purpose, so that a change is noticed before it has become usual.
 */
final class Pace {

    /** Before that nothing is slow. */
    private static final int LEARNED = 30;

    private static final double STEP =
            0.02; // of the deviation, once learned: a shift of one needs 50 answers to be followed
    private static final double DEVIATIONS = 6; // of a normal distribution, four standard deviations
    private static final double SHARE = 0.5;
    private static final double FLOOR_MICROS = 5_000; // below that, no user notices

    private float median;
    private float deviation;
    private int answers;

    /** @return whether this one is much slower than usual: by half, by 5 ms, and by far more than they usually differ */
    boolean isSlow(long micros) {
        boolean slow = answers >= LEARNED
                && micros > median + Math.max(FLOOR_MICROS, Math.max(SHARE * median, DEVIATIONS * deviation));
        learn(micros);
        return slow;
    }

    private void learn(long micros) {
        if (answers == 0) {
            median = micros;
            deviation = micros / 10f;
            answers = 1; // it deviates from nothing: a step by it would take all of the deviation
            return;
        }
        if (answers < LEARNED) {
            answers++;
        }
        double step = Math.max(1.0 / answers, STEP) * Math.max(deviation, 1);
        median += (float) (step * Math.signum(micros - median));
        deviation = (float) Math.max(1, deviation + step * Math.signum(Math.abs(micros - median) - deviation));
    }

    double medianMicros() {
        return median;
    }
}
