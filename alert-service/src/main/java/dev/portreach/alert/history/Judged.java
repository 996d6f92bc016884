package dev.portreach.alert.history;

/**
 * An observation as intervals take it.
 *
 * @param at milliseconds since the epoch
 * @param previousAt the same chain's observation just before this one; null for the first
 * @param value id of what it says
 * @param revision it was judged by
 */
public record Judged(long at, Long previousAt, long value, long revision) {

    public Judged {
        if (previousAt != null && previousAt >= at) {
            throw new IllegalArgumentException("observation at %d follows one at %d".formatted(at, previousAt));
        }
    }
}
