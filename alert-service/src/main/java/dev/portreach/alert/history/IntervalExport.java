package dev.portreach.alert.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.portreach.alert.intake.Transactions;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.result.Run;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Intervals of any length of time, page by page: each page is a short statement of its own, so that a slow reader holds
 * neither a connection nor a snapshot, which would keep PostgreSQL from reusing the room of {@code history_open}.
 */
@ApplicationScoped
public class IntervalExport {

    /** Where intervals go, one after the other. */
    @FunctionalInterface
    interface Sink {
        void add(ExportedInterval interval) throws IOException;
    }

    private record Said(Value value, String outcomes) {}

    private static final int INTERVALS = 500;

    /** Together, as texts of ragged ranges are long. */
    private static final int MOST_CHARACTERS = 2_000_000;

    private static final ObjectReader RUNS = EventJson.mapper().readerForListOf(Run.class);

    private final Transactions transactions;

    IntervalExport(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Passes on all that overlaps the span: by part, check and time.
     *
     * @throws IOException if the sink does
     */
    void write(ExportQuery query, Sink sink) throws IOException {
        for (int id : transactions.read(connection -> ExportedPart.ids(connection, query))) {
            Optional<ExportedPart> part = transactions.read(connection -> ExportedPart.read(connection, id, query));
            if (part.isPresent()) {
                write(part.get(), query, sink);
            }
        }
    }

    /** Begins a month early, as what was seen last before a turn speaks beyond it. */
    private void write(ExportedPart part, ExportQuery query, Sink sink) throws IOException {
        long first = Math.max(
                part.firstAt(), Month.of(query.from().toEpochMilli()).previous().start());
        long last = Math.min(
                part.lastAt() + 1, query.to().plus(KnownCheck.LONGEST_HOLD).toEpochMilli());
        Set<Integer> slots = part.wanted().keySet();
        PartExport ordered = new PartExport(part.checks().size(), slots::contains);
        Map<ValueStore.Key, Said> said = new HashMap<>();
        IntervalPage.Stored[] after = new IntervalPage.Stored[1];
        boolean isLast = false;
        while (!isLast) {
            IntervalPage page = transactions.read(
                    connection -> IntervalPage.read(connection, part.id(), slots, after[0], first, last, INTERVALS));
            isLast = page.isLast();
            OpenIntervals newest = OpenPartCodec.unpack(part.id(), part.checks(), page.packed())
                    .intervals();
            List<PartExport.Pair> pairs = ordered.take(page.stored(), newest, isLast);
            learn(pairs, said);
            for (PartExport.Pair pair : pairs) {
                write(part, pair, said, query, sink);
            }
            if (!isLast) {
                after[0] = page.stored().get(page.stored().size() - 1);
            }
        }
    }

    private static void write(
            ExportedPart part, PartExport.Pair pair, Map<ValueStore.Key, Said> said, ExportQuery query, Sink sink)
            throws IOException {
        Said says = said.get(key(pair.interval()));
        if (says == null) {
            return; // dropped a moment ago
        }
        String check = part.checks().get(pair.slot());
        ChainKey chain = new ChainKey(check, part.agent(), part.epoch());
        Row row = row(chain, pair.interval(), says.value());
        Row next = pair.next() == null ? null : row(chain, pair.next(), says.value());
        Instant from = Instant.ofEpochMilli(row.from());
        Instant until = Instant.ofEpochMilli(row.speaksUntil(next));
        if (from.isBefore(query.to()) && until.isAfter(query.from())) {
            ExportedPart.Names names = part.wanted().get(pair.slot());
            sink.add(new ExportedInterval(
                    check,
                    names.subject(),
                    part.site(),
                    names.component(),
                    part.agent(),
                    part.epoch(),
                    from.isBefore(query.from()) ? query.from() : from,
                    until.isAfter(query.to()) ? query.to() : until,
                    Instant.ofEpochMilli(row.to()),
                    says.value(),
                    says.outcomes(),
                    row.revision()));
        }
    }

    private static Row row(ChainKey chain, Interval interval, Value value) {
        return new Row(chain, interval.from(), interval.to(), interval.previousAt(), value, interval.revision());
    }

    private void learn(List<PartExport.Pair> pairs, Map<ValueStore.Key, Said> said) {
        if (said.values().stream()
                        .mapToInt(known -> known.value().runs().length())
                        .sum()
                > MOST_CHARACTERS) {
            said.clear();
        }
        List<ValueStore.Key> unknown =
                new ArrayList<>(pairs.stream().map(pair -> key(pair.interval())).collect(Collectors.toSet()));
        unknown.removeAll(said.keySet());
        transactions
                .read(connection -> ValueStore.get(connection, unknown))
                .forEach((key, value) -> said.put(key, new Said(value, outcomes(value.runs()))));
    }

    private static ValueStore.Key key(Interval interval) {
        return ValueStore.Key.of(interval.from(), interval.value());
    }

    /** Such as {@code 20020-20049 open; 20050-21020 timeout}. */
    private static String outcomes(String json) {
        try {
            List<Run> runs = RUNS.readValue(json);
            return runs.stream().map(Run::toString).collect(Collectors.joining("; "));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored runs cannot be read", e);
        }
    }
}
