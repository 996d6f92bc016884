package dev.portreach.alert.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.state.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What is believed at an instant depends on nothing but the rows around it, and packing it loses nothing. */
class ConfirmedProperties {

    private static final long START = Day.of(1_790_000_000_000L) - 1_800_000;

    /** @param missing whether the observation before this row never came */
    private record Step(long pause, long lasts, Verdict verdict, boolean missing) {}

    @Property(tries = 500)
    void shouldSayTheSameWhateverTimeIsAskedFor(
            @ForAll("rows") List<Row> rows, @ForAll("offsets") long offset, @ForAll("lengths") long length) {
        // given
        long from = START + offset;
        long to = from + length;
        long first = from - Confirmed.BELIEF_MILLIS;
        List<Row> before = rows.stream().filter(row -> row.from() <= first).toList();
        List<Row> after = rows.stream().filter(row -> row.from() > to).toList();
        List<Row> read = Stream.of(
                        before.subList(Math.max(0, before.size() - Confirmed.NEIGHBOURS), before.size()),
                        rows.stream()
                                .filter(row -> row.from() > first && row.from() <= to)
                                .toList(),
                        after.subList(0, Math.min(after.size(), Confirmed.NEIGHBOURS)))
                .flatMap(List::stream)
                .toList();

        // when
        List<Span> narrow = Confirmed.of(read, from, to);

        // then
        List<Span> wide = Confirmed.of(rows, START - Day.MILLIS, START + 30 * Day.MILLIS);
        assertThat(narrow).isEqualTo(cut(wide, from, to));
    }

    @Property(tries = 300)
    void shouldPackADayWithoutLoss(@ForAll("rows") List<Row> rows, @ForAll("offsets") long offset) {
        // given
        long day = Day.of(START + offset);
        SortedMap<Integer, List<Span>> checks = new TreeMap<>();
        checks.put(7, Confirmed.of(rows, day, day + Day.MILLIS));
        checks.put(900_000, Confirmed.of(List.of(), day, day + Day.MILLIS));
        checks.put(900_001, Confirmed.of(rows, day, day + Day.MILLIS));

        // when
        List<String> read = new ArrayList<>();
        DayCodec.read(
                DayCodec.pack(checks),
                day,
                day + 3_600_000,
                day + 2 * Day.MILLIS,
                (check, from, to, verdict) -> read.add(check + " " + new Span(from, to, verdict)));

        // then
        List<String> expected = new ArrayList<>();
        checks.forEach((check, spans) -> cut(spans, day + 3_600_000, day + Day.MILLIS).stream()
                .filter(span -> span.verdict() != Verdict.UNKNOWN)
                .forEach(span -> expected.add(check + " " + span)));
        assertThat(read).isEqualTo(expected);
    }

    private static List<Span> cut(List<Span> spans, long from, long to) {
        return spans.stream()
                .filter(span -> span.from() < to && span.to() > from)
                .map(span -> new Span(Math.max(from, span.from()), Math.min(to, span.to()), span.verdict()))
                .toList();
    }

    @Provide
    Arbitrary<Long> offsets() {
        return Arbitraries.longs().between(-3_600_000, 3 * Day.MILLIS);
    }

    @Provide
    Arbitrary<Long> lengths() {
        return Arbitraries.longs().between(1, Day.MILLIS);
    }

    /** One run of an agent: looks 300 ms apart and more, gaps, long times without change. */
    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<Long> pauses = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(300, 4_000)),
                Tuple.of(3, Arbitraries.longs().between(4_000, 600_000)),
                Tuple.of(1, Arbitraries.longs().between(600_000, Day.MILLIS)));
        Arbitrary<Long> lengths = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(0L)),
                Tuple.of(4, Arbitraries.longs().between(300, 3_000)),
                Tuple.of(2, Arbitraries.longs().between(3_000, Day.MILLIS)));
        Arbitrary<Verdict> verdicts = Arbitraries.frequency(
                Tuple.of(5, Verdict.OK),
                Tuple.of(4, Verdict.FAILING),
                Tuple.of(2, Verdict.PARTIAL),
                Tuple.of(1, Verdict.UNKNOWN));
        return Combinators.combine(pauses, lengths, verdicts, Arbitraries.of(false, false, false, true))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .map(ConfirmedProperties::rows);
    }

    private static List<Row> rows(List<Step> steps) {
        List<Row> rows = new ArrayList<>();
        long at = START;
        Long last = null;
        for (Step step : steps) {
            long from = at + step.pause();
            at = from + step.lasts();
            rows.add(new Row(
                    new ChainKey("c", "a", "e1"),
                    from,
                    at,
                    step.missing() ? Long.valueOf(from - 1) : last,
                    new Value(step.verdict(), Proof.STRONG, "10.0.0.1", "[]", "", 7_500),
                    1));
            last = at;
        }
        return rows;
    }
}
