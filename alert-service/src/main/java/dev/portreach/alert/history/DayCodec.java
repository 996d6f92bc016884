package dev.portreach.alert.history;

import dev.portreach.alert.rollup.Bytes;
import dev.portreach.contracts.state.Verdict;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;

/**
 * What was believed over a day of the checks that a site probes, as bytes. First the version, {@link #VERSION}. Then of each
 * check of which anything was known, all as {@link Bytes#putVar}: numbers left out since the one before; eight times how often
 * its verdict changed, plus the first verdict; and for each change the milliseconds since the one before, and the verdict.
 *
 * <p>A check that was well all day takes two bytes.
 */
final class DayCodec {

    static final int VERSION = 1;

    private static final Verdict[] VERDICTS = {
        Verdict.OK, Verdict.PARTIAL, Verdict.FAILING, Verdict.VIOLATED, Verdict.UNKNOWN
    };
    private static final int BITS = 3;

    private DayCodec() {}

    /** @param checks by number: spans without gaps over the whole day */
    static byte[] pack(SortedMap<Integer, List<Span>> checks) {
        Bytes bytes = new Bytes();
        bytes.put(VERSION);
        int next = 0;
        for (var check : checks.entrySet()) {
            List<Span> spans = check.getValue();
            if (spans.stream().allMatch(span -> span.verdict() == Verdict.UNKNOWN)) {
                continue;
            }
            bytes.putVar(check.getKey() - next);
            next = check.getKey() + 1;
            bytes.putVar((spans.size() - 1L) << BITS | code(spans.get(0).verdict()));
            for (int i = 1; i < spans.size(); i++) {
                bytes.putVar(spans.get(i).from() - spans.get(i - 1).from());
                bytes.put(code(spans.get(i).verdict()));
            }
        }
        return bytes.toArray();
    }

    /**
     * Gives what is known of a part of the day.
     *
     * @param day its first instant
     * @param from of the part; may lie before the day
     * @param to exclusive; may lie after it
     * @throws IllegalStateException if these are not bytes of {@link #pack}
     */
    static void read(byte[] packed, long day, long from, long to, SpanSink sink) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        if (!bytes.hasRemaining() || bytes.get() != VERSION) {
            throw new IllegalStateException("a day is packed as another version than " + VERSION);
        }
        int next = 0;
        while (bytes.hasRemaining()) {
            int number = next + (int) Bytes.var(bytes);
            next = number + 1;
            long head = Bytes.var(bytes);
            long begin = day;
            int code = (int) head & (1 << BITS) - 1;
            for (long changes = head >>> BITS; changes > 0; changes--) {
                long end = begin + Bytes.var(bytes);
                give(number, Math.max(begin, from), Math.min(end, to), code, sink);
                begin = end;
                code = bytes.get();
            }
            give(number, Math.max(begin, from), Math.min(day + Day.MILLIS, to), code, sink);
        }
    }

    private static void give(int number, long from, long to, int code, SpanSink sink) {
        if (code < 0 || code >= VERDICTS.length) {
            throw new IllegalStateException("a packed day has verdict %d".formatted(code));
        }
        if (from < to && VERDICTS[code] != Verdict.UNKNOWN) {
            sink.take(number, from, to, VERDICTS[code]);
        }
    }

    private static int code(Verdict verdict) {
        for (int code = 0; code < VERDICTS.length; code++) {
            if (VERDICTS[code] == verdict) {
                return code;
            }
        }
        throw new IllegalArgumentException(verdict + " is not believed of anything");
    }
}
