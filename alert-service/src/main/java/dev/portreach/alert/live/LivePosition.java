package dev.portreach.alert.live;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Where a stream goes on: the offset of the next record of each partition. Its text is the id of every event, so that a
 * client that lost its connection goes on exactly there.
 */
final class LivePosition {

    private static final int RADIX = 36;
    private static final int MOST_PARTITIONS = 1_000;

    private final long[] incidents;
    private final long[] transitions;

    /** At the beginning of so many partitions. */
    LivePosition(int incidents, int transitions) {
        this(new long[incidents], new long[transitions]);
    }

    private LivePosition(long[] incidents, long[] transitions) {
        this.incidents = incidents;
        this.transitions = transitions;
    }

    /** @throws IllegalArgumentException if it is not the text of one */
    static LivePosition parse(String text) {
        String[] topics = text.split("-", -1);
        if (topics.length != 2) {
            throw new IllegalArgumentException("not two topics");
        }
        return new LivePosition(offsets(topics[0]), offsets(topics[1]));
    }

    private static long[] offsets(String text) {
        String[] parts = text.split("\\.", MOST_PARTITIONS + 1);
        if (parts.length > MOST_PARTITIONS) {
            throw new IllegalArgumentException("too many partitions");
        }
        long[] offsets = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].matches("[0-9a-z]{1,12}")) {
                throw new IllegalArgumentException("not an offset");
            }
            offsets[i] = Long.parseLong(parts[i], RADIX);
        }
        return offsets;
    }

    /** Whether it is of topics with as many partitions. */
    boolean fits(LivePosition other) {
        return incidents.length == other.incidents.length && transitions.length == other.transitions.length;
    }

    long incident(int partition) {
        return incidents[partition];
    }

    long transition(int partition) {
        return transitions[partition];
    }

    void incident(int partition, long next) {
        incidents[partition] = next;
    }

    void transition(int partition, long next) {
        transitions[partition] = next;
    }

    @Override
    public String toString() {
        return text(incidents) + "-" + text(transitions);
    }

    private static String text(long[] offsets) {
        return Arrays.stream(offsets)
                .mapToObj(offset -> Long.toString(offset, RADIX))
                .collect(Collectors.joining("."));
    }
}
