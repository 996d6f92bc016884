package dev.portreach.alert.history;

/**
 * An observation as history takes it.
 *
 * @param at milliseconds since the epoch
 * @param previousAt the same chain's observation just before this one; null for the first
 * @param basis what it was judged by
 */
public record Judged(ChainKey key, long at, Long previousAt, Value value, Basis basis) {

    /**
     * What an interval was judged by. Intervals over several revisions show the newest.
     *
     * @param holdMillis how long an observation speaks for what follows, if nothing follows
     */
    public record Basis(long revision, String reason, long holdMillis) {

        Basis newer(Basis other) {
            return other.revision > revision ? other : this;
        }
    }

    public Judged {
        if (previousAt != null && previousAt >= at) {
            throw new IllegalArgumentException("observation at %d follows one at %d".formatted(at, previousAt));
        }
    }
}
