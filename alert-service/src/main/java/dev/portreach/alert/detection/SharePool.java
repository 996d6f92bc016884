package dev.portreach.alert.detection;

/**
 * Notices that a share of rare events has risen, over all probes that share something: Page's CUSUM over the
 * log-likelihood ratio of Bernoulli trials (Page 1954; Reynolds and Stoumbos 1999 for Bernoulli). Trials are taken
 * together by slots of some seconds, and a slot counts no more than one event that comes alone would: a burst is one
 * thing that happened, to however many. With twice that, bursts that all of a site share raised its pool once in some weeks.
 *
 * <p>With losses of 0.5 %, usual 1 % and raised 5 %, a sum that leaves zero gets to {@link #ALARM} with a probability of
 * exp(-1.63 × 16) = 5e-12.
 */
final class SharePool {

    static final long SLOT_MILLIS = 5_000;
    static final double ALARM = 16;
    /** To be calm again less is asked for: who was told waits for it. */
    static final double CALM = 4;

    /** What two events within a few trials say, or three within some dozens. */
    static final double SUSPICION = 3;

    private static final int REMEMBERED = 4_096;

    private final Rise rise;
    private final double cap;
    private long slot = Long.MIN_VALUE;
    private int trials;
    private int events;
    private double sum;
    private double calm;
    private boolean raised;
    private long since;
    private final Majority sources = new Majority();
    private double trialsSince;
    private double eventsSince;

    SharePool(Rise rise) {
        this.rise = rise;
        this.cap = rise.evidence(1, 1);
    }

    /** Goes on where an earlier task stopped: raised, and nothing else known. */
    static SharePool raised(Rise rise, long since, double share) {
        SharePool pool = new SharePool(rise);
        pool.raised = true;
        pool.since = since;
        pool.trialsSince = 1;
        pool.eventsSince = share;
        return pool;
    }

    /**
     * Takes one trial.
     *
     * @param at milliseconds since the epoch; one that is late counts in the present slot
     * @param source one of those that share the pool
     * @return whether the slot that it ended has raised or calmed the pool
     */
    boolean add(long at, boolean event, Object source) {
        boolean turned = false;
        long now = at / SLOT_MILLIS;
        if (now > slot) {
            turned = trials > 0 && close();
            slot = now;
        }
        trials++;
        if (event) {
            events++;
            sources.add(source);
        }
        return turned;
    }

    private boolean close() {
        double evidence = Math.max(-cap, Math.min(cap, rise.evidence(events, trials)));
        if (sum == 0 && !raised && evidence > 0) {
            since = slot * SLOT_MILLIS;
            trialsSince = 0;
            eventsSince = 0;
        }
        trialsSince += trials;
        eventsSince += events;
        if (trialsSince > REMEMBERED) {
            trialsSince /= 2;
            eventsSince /= 2;
        }
        trials = 0;
        events = 0;
        boolean before = raised;
        if (raised) {
            calm = Math.max(0, calm - evidence);
            raised = calm < CALM;
            sum = raised ? ALARM : 0;
        } else {
            sum = Math.max(0, sum + evidence);
            raised = sum >= ALARM;
            calm = 0;
        }
        if (sum == 0) {
            sources.forget();
        }
        return raised != before;
    }

    boolean isRaised() {
        return raised;
    }

    /** Whether nearly all events since it began to rise have one source: they say nothing of the others. */
    boolean isOfOne() {
        return sources.isOne();
    }

    /** Raised, or on the way to it. */
    boolean isSuspicious() {
        return raised || sum >= SUSPICION;
    }

    /** Nothing speaks for a rise: another pool would go on as this one does. */
    boolean isIdle() {
        return !raised && sum == 0 && events == 0;
    }

    /** About when it began to rise, milliseconds since the epoch. */
    long since() {
        return since;
    }

    /** Share of events since then, but no less than what counts as raised. */
    double share() {
        return trialsSince == 0 ? rise.raised() : Math.max(rise.raised(), Math.min(1, eventsSince / trialsSince));
    }
}
