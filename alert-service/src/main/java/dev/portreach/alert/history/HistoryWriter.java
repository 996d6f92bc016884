package dev.portreach.alert.history;

import dev.portreach.alert.intake.Transactions;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.trust.EventSignature;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns batches into intervals and roll-ups, each batch once: which ones were taken is stored in the same transaction. Batches
 * whose revision is not here yet are parked as they came, and taken up when it comes; a lock a site, held by both sides, lets
 * none fall between.
 */
@ApplicationScoped
public class HistoryWriter {

    private static final String LOCK =
            """
            select pg_advisory_xact_lock(hashtextextended('history/' || site, 0))
            from unnest(?::text[]) with ordinality s(site, place)""";

    private final Transactions transactions;
    private final RevisionBook revisions;
    private final ParkedBatches parked;
    private final HistoryMeters meters;
    private final Assessor assessor;
    private final KnownValues known = new KnownValues();

    HistoryWriter(
            Transactions transactions,
            RevisionBook revisions,
            ParkedBatches parked,
            HistoryMeters meters,
            HistoryConfig config) {
        this.transactions = transactions;
        this.revisions = revisions;
        this.parked = parked;
        this.meters = meters;
        this.assessor = new Assessor(config.keepIntervals(), config.keepFiveMinutes());
    }

    /** What a transaction does, and what is true once it is committed. */
    private static final class Work {
        final HistoryMeters.Tally tally = new HistoryMeters.Tally();
        final Map<ValueStore.Key, Value> values = new HashMap<>();
    }

    /** Stores batches of any sites in one transaction. */
    void write(List<ReceivedBatch> batches) {
        List<String> sites =
                batches.stream().map(ReceivedBatch::key).distinct().sorted().toList();
        commit(sites, (connection, work) -> writeLocked(connection, batches, work));
    }

    /** Keeps a revision, and takes up what waited for it. */
    void learn(Assignment assignment, byte[] document) {
        commit(List.of(assignment.site()), (connection, work) -> {
            if (revisions.add(connection, assignment, document)) {
                List<ReceivedBatch> waiting = parked.take(connection, assignment.site(), assignment.revision());
                work.tally.released += waiting.size();
                writeLocked(connection, waiting, work);
            }
        });
    }

    /** Stores the roll-ups that runs have open, as nothing more of them is expected for now. */
    void rest(List<RunKey> keys) {
        List<String> sites = keys.stream().map(RunKey::site).distinct().sorted().toList();
        commit(sites, (connection, work) -> {
            Collection<AgentRun> runs = RunStore.load(connection, keys).values();
            runs.forEach(AgentRun::rest);
            save(connection, runs, work);
        });
    }

    @FunctionalInterface
    private interface Locked {
        void write(Connection connection, Work work) throws SQLException;
    }

    private void commit(List<String> sites, Locked locked) {
        Work done = transactions.call(connection -> {
            Work work = new Work();
            lock(connection, sites);
            locked.write(connection, work);
            return work;
        });
        known.add(done.values.keySet());
        meters.count(done.tally);
    }

    private static void lock(Connection connection, List<String> sites) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setArray(1, connection.createArrayOf("text", sites.toArray()));
            lock.execute();
        }
    }

    private void writeLocked(Connection connection, List<ReceivedBatch> batches, Work work) throws SQLException {
        Map<RunKey, AgentRun> runs = RunStore.load(
                connection, batches.stream().map(HistoryWriter::run).distinct().toList());
        for (ReceivedBatch received : batches) {
            AgentRun run = runs.get(run(received));
            Optional<KnownRevision> revision =
                    revisions.find(connection, received.key(), received.batch().revision());
            if (run.hasTaken(received.batch().seq())) {
                work.tally.repeated++;
            } else if (revision.isEmpty()) {
                if (parked.put(connection, received)) {
                    work.tally.parked++;
                } else {
                    work.tally.unparked++;
                }
            } else if (!isTrusted(received, revision.get())) {
                work.tally.untrusted++;
            } else {
                run.take(received.batch().seq(), assess(received, revision.get(), work));
            }
        }
        save(connection, runs.values(), work);
    }

    private List<Assessed> assess(ReceivedBatch received, KnownRevision revision, Work work) {
        List<Assessed> usable = new ArrayList<>(received.batch().observations().size());
        for (Observation observation : received.batch().observations()) {
            Optional<Assessed> assessed = assessor.assess(observation, revision, received.appendedAt());
            if (assessed.isPresent()) {
                usable.add(assessed.get());
                Judged judged = assessed.get().judged();
                ValueStore.Key key = ValueStore.Key.of(judged.at(), judged.value());
                if (!known.contains(key)) {
                    work.values.put(key, assessed.get().value());
                }
            } else {
                work.tally.skipped++;
            }
        }
        return usable;
    }

    private void save(Connection connection, Collection<AgentRun> all, Work work) throws SQLException {
        List<AgentRun> runs = all.stream().filter(AgentRun::hasChanged).toList();
        if (runs.isEmpty()) {
            return;
        }
        RunStore.identify(connection, runs);
        List<OpenPart> parts = runs.stream()
                .flatMap(run -> run.parts().stream())
                .filter(OpenPart::hasChanged)
                .toList();
        IntervalStore.settle(connection, parts);
        Partitions.add(connection, unknownMonths(parts, work));
        ValueStore.put(connection, work.values);
        IntervalStore.delete(connection, parts);
        IntervalStore.insert(connection, parts);
        RollupStore.merge(connection, parts);
        RunStore.save(connection, runs);
        DayStore.ask(connection, days(runs));
        parts.forEach(part -> work.tally.add(part.intervals()));
    }

    private static Set<DayStore.Key> days(List<AgentRun> runs) {
        Set<DayStore.Key> days = new TreeSet<>();
        runs.forEach(run -> run.daysToPack()
                .forEach(day -> days.add(new DayStore.Key(run.key().site(), day))));
        return days;
    }

    /** Every interval has a value in its month: only roll-ups may lie in others. */
    private Set<Month> unknownMonths(List<OpenPart> parts, Work work) {
        Set<Month> months = new HashSet<>();
        work.values.keySet().forEach(key -> months.add(Month.of(key.monthAt())));
        for (OpenPart part : parts) {
            part.rollups().done().keySet().forEach(start -> months.add(Month.of(start)));
        }
        months.removeIf(known::hasMonth);
        return months;
    }

    private static RunKey run(ReceivedBatch received) {
        return new RunKey(
                received.key(), received.batch().agent(), received.batch().epoch());
    }

    private static boolean isTrusted(ReceivedBatch received, KnownRevision revision) {
        Optional<PublicKey> key = revision.agent(received.batch().agent());
        return key.isPresent()
                && EventSignature.verifies(
                        key.get(), EventType.RESULTS, received.key(), received.value(), received.signature());
    }
}
