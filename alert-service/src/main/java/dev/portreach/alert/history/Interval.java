package dev.portreach.alert.history;

/**
 * Equal observations of one chain within one month, without any other between them.
 *
 * @param from first observation, milliseconds since the epoch
 * @param to last observation
 * @param previousAt the observation just before {@code from}; null if there is none
 * @param value id of what they say
 * @param revision the newest by which one of them was judged
 */
public record Interval(long from, long to, Long previousAt, long value, long revision) {

    static Interval of(Judged judged) {
        return new Interval(judged.at(), judged.at(), judged.previousAt(), judged.value(), judged.revision());
    }

    /** Whether the observation is the next one and says the same in the same month. */
    boolean goesOnWith(Judged judged) {
        return judged.value() == value
                && judged.previousAt() != null
                && judged.previousAt() == to
                && Month.of(judged.at()).contains(from);
    }

    /** Whether this begins with what comes next after the observation and says the same in the same month. */
    boolean goesBackTo(Judged judged) {
        return judged.value() == value
                && previousAt != null
                && previousAt == judged.at()
                && Month.of(judged.at()).contains(from);
    }

    Interval extendedTo(long end, long byRevision) {
        return new Interval(from, end, previousAt, value, Math.max(revision, byRevision));
    }

    Interval startingWith(Judged judged) {
        return new Interval(judged.at(), to, judged.previousAt(), value, Math.max(revision, judged.revision()));
    }
}
