package dev.portreach.alert.detection;

/** Whether nearly all events have one source, without counting them by source: the vote of Boyer and Moore (1991). */
final class Majority {

    private static final double NEARLY_ALL = 0.75;

    private Object candidate;
    private int votes;
    private int events;

    void add(Object source) {
        events++;
        if (votes == 0) {
            candidate = source;
        }
        votes += candidate == source ? 1 : -1;
    }

    /** Each other event takes one vote away, so that what a share exceeds the rest by is left at least. */
    boolean isOne() {
        return votes > 0 && votes >= (2 * NEARLY_ALL - 1) * events;
    }

    void forget() {
        candidate = null;
        votes = 0;
        events = 0;
    }
}
