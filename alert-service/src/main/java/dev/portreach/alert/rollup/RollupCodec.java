package dev.portreach.alert.rollup;

import java.nio.ByteBuffer;

/**
 * A part's roll-ups as bytes. First the version, {@link #VERSION}. Then for each slot of which there is something, all as
 * {@link Bytes#putVar}: slots left out since the one before; twice the count, plus one if something was lost; what was lost,
 * if so; how many buckets of round-trip times are filled; the first of them; and for each of them its count less one, times
 * four, plus how many buckets were left out before it, where 3 says that this follows, less 3.
 *
 * <p>Ten observations of one check take about eleven bytes, as one byte says most buckets.
 */
public final class RollupCodec {

    static final int VERSION = 1;
    private static final int WIDE_GAP = 3;

    private RollupCodec() {}

    public static byte[] pack(PartRollup rollup) {
        Bytes bytes = new Bytes();
        bytes.put(VERSION);
        int next = 0;
        for (int slot = 0; slot < rollup.size(); slot++) {
            if (rollup.of(slot) != null) {
                bytes.putVar(slot - next);
                next = slot + 1;
                pack(rollup.of(slot), bytes);
            }
        }
        return bytes.toArray();
    }

    private static void pack(Rollup rollup, Bytes bytes) {
        bytes.putVar(2L * rollup.count() + (rollup.lost() > 0 ? 1 : 0));
        if (rollup.lost() > 0) {
            bytes.putVar(rollup.lost());
        }
        bytes.putVar(rollup.distinct());
        if (rollup.distinct() == 0) {
            return;
        }
        int next = rollup.bucket(0);
        bytes.putVar(next);
        for (int i = 0; i < rollup.distinct(); i++) {
            int gap = rollup.bucket(i) - next;
            bytes.putVar(4L * (rollup.times(i) - 1) + Math.min(WIDE_GAP, gap));
            if (gap >= WIDE_GAP) {
                bytes.putVar(gap - WIDE_GAP);
            }
            next = rollup.bucket(i) + 1;
        }
    }

    /**
     * @param size slots of the part
     * @throws IllegalStateException if these are not bytes of {@link #pack}
     */
    public static PartRollup unpack(byte[] packed, int size) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        PartRollup rollup = new PartRollup(size);
        if (!bytes.hasRemaining() || bytes.get() != VERSION) {
            throw new IllegalStateException("roll-ups of another version than " + VERSION);
        }
        int next = 0;
        while (bytes.hasRemaining()) {
            long slot = next + Bytes.var(bytes);
            if (slot < 0 || slot >= size) {
                throw new IllegalStateException("a packed roll-up is for slot %d of %d".formatted(slot, size));
            }
            next = (int) slot + 1;
            unpack(bytes, rollup.made((int) slot));
        }
        return rollup;
    }

    private static void unpack(ByteBuffer bytes, Rollup rollup) {
        long count = Bytes.var(bytes);
        rollup.set((int) (count >>> 1), (count & 1) == 0 ? 0 : (int) Bytes.var(bytes));
        int distinct = (int) Bytes.var(bytes);
        int next = distinct == 0 ? 0 : (int) Bytes.var(bytes);
        for (int i = 0; i < distinct; i++) {
            long coded = Bytes.var(bytes);
            int gap = (int) (coded & 3);
            int bucket = next + gap + (gap == WIDE_GAP ? (int) Bytes.var(bytes) : 0);
            rollup.add(bucket, (int) (coded >>> 2) + 1);
            next = bucket + 1;
        }
    }
}
