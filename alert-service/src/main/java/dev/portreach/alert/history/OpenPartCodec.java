package dev.portreach.alert.history;

import dev.portreach.alert.rollup.Bytes;
import dev.portreach.alert.rollup.PartRollup;
import dev.portreach.alert.rollup.RollupCodec;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What still changes of a part as bytes; none at all if nothing is known. First the version, {@link #VERSION}. Then the
 * open roll-ups: how many, and of each its start, length and bytes ({@link RollupCodec}). Then the newest intervals: where the
 * first begins, and of each slot that has one: slots left out, {@code from} against the first (zigzag), {@code to} against
 * {@code from}, {@code from} against {@code previousAt} or 0, the value's eight bytes, the revision.
 */
final class OpenPartCodec {

    static final int VERSION = 1;

    private OpenPartCodec() {}

    static byte[] pack(OpenPart part) {
        Bytes bytes = new Bytes();
        bytes.put(VERSION);
        bytes.putVar(part.rollups().open().size());
        part.rollups().open().forEach((start, rollup) -> {
            byte[] packed = RollupCodec.pack(rollup);
            bytes.putVar(start);
            bytes.putVar(packed.length);
            bytes.put(packed);
        });
        long base = -1;
        int next = 0;
        for (int slot = 0; slot < part.intervals().size(); slot++) {
            Interval interval = part.intervals().newest(slot);
            if (interval == null) {
                continue;
            }
            if (base < 0) {
                base = interval.from();
                bytes.putVar(base);
            }
            bytes.putVar(slot - next);
            next = slot + 1;
            long offset = interval.from() - base;
            bytes.putVar((offset << 1) ^ (offset >> 63));
            bytes.putVar(interval.to() - interval.from());
            bytes.putVar(interval.previousAt() == null ? 0 : interval.from() - interval.previousAt());
            bytes.putFixed(interval.value());
            bytes.putVar(interval.revision());
        }
        return bytes.toArray();
    }

    /** @throws IllegalStateException if these are not bytes of {@link #pack} */
    static OpenPart unpack(int id, List<String> checks, byte[] packed) {
        Interval[] newest = new Interval[OpenPart.SIZE];
        OpenRollups rollups = new OpenRollups(OpenPart.SIZE);
        if (packed != null && packed.length > 0) {
            ByteBuffer bytes = ByteBuffer.wrap(packed);
            if (bytes.get() != VERSION) {
                throw new IllegalStateException("part %d is packed as another version than %d".formatted(id, VERSION));
            }
            for (long left = Bytes.var(bytes); left > 0; left--) {
                long start = Bytes.var(bytes);
                byte[] rollup = new byte[(int) Bytes.var(bytes)];
                bytes.get(rollup);
                PartRollup unpacked = RollupCodec.unpack(rollup, OpenPart.SIZE);
                rollups.restore(start, unpacked);
            }
            unpackIntervals(bytes, newest);
        }
        return new OpenPart(id, checks, new OpenIntervals(newest), rollups);
    }

    private static void unpackIntervals(ByteBuffer bytes, Interval[] newest) {
        long base = bytes.hasRemaining() ? Bytes.var(bytes) : 0;
        int next = 0;
        while (bytes.hasRemaining()) {
            int slot = next + (int) Bytes.var(bytes);
            next = slot + 1;
            long offset = Bytes.var(bytes);
            long from = base + ((offset >>> 1) ^ -(offset & 1));
            long to = from + Bytes.var(bytes);
            long since = Bytes.var(bytes);
            newest[slot] = new Interval(
                    from, to, since == 0 ? null : Long.valueOf(from - since), bytes.getLong(), Bytes.var(bytes));
        }
    }
}
