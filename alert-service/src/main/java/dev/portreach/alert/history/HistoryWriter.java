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
import java.util.List;
import java.util.Optional;

/**
 * Turns batches into rows. Batches whose revision is not here yet are parked as they came, and taken up when it comes;
 * a lock a site, held by both sides, lets none fall between.
 */
@ApplicationScoped
public class HistoryWriter {

    private final Transactions transactions;
    private final RevisionBook revisions;
    private final HistoryStore store;
    private final ParkedBatches parked;
    private final HistoryMeters meters;

    HistoryWriter(
            Transactions transactions,
            RevisionBook revisions,
            HistoryStore store,
            ParkedBatches parked,
            HistoryMeters meters) {
        this.transactions = transactions;
        this.revisions = revisions;
        this.store = store;
        this.parked = parked;
        this.meters = meters;
    }

    /** Stores batches of any sites in one transaction. */
    void write(List<ReceivedBatch> batches) {
        HistoryMeters.Tally tally = transactions.call(connection -> {
            HistoryMeters.Tally counted = new HistoryMeters.Tally();
            List<String> sites =
                    batches.stream().map(ReceivedBatch::key).distinct().sorted().toList();
            for (String site : sites) {
                lock(connection, site);
            }
            writeLocked(connection, batches, counted);
            return counted;
        });
        meters.count(tally);
    }

    /** Keeps a revision, and takes up what waited for it. */
    void learn(Assignment assignment, byte[] document) {
        HistoryMeters.Tally tally = transactions.call(connection -> {
            HistoryMeters.Tally counted = new HistoryMeters.Tally();
            lock(connection, assignment.site());
            if (revisions.add(connection, assignment, document)) {
                List<ReceivedBatch> waiting = parked.take(connection, assignment.site(), assignment.revision());
                counted.released += waiting.size();
                writeLocked(connection, waiting, counted);
            }
            return counted;
        });
        meters.count(tally);
    }

    private void writeLocked(Connection connection, List<ReceivedBatch> batches, HistoryMeters.Tally tally)
            throws SQLException {
        List<Judged> judged = new ArrayList<>();
        for (ReceivedBatch received : batches) {
            Optional<KnownRevision> revision =
                    revisions.find(connection, received.key(), received.batch().revision());
            if (revision.isEmpty()) {
                if (parked.put(connection, received)) {
                    tally.parked++;
                } else {
                    tally.unparked++;
                }
            } else if (!isTrusted(received, revision.get())) {
                tally.untrusted++;
            } else {
                assess(received, revision.get(), judged, tally);
            }
        }
        if (!judged.isEmpty()) {
            tally.add(store.add(connection, judged));
        }
    }

    private static boolean isTrusted(ReceivedBatch received, KnownRevision revision) {
        Optional<PublicKey> key = revision.agent(received.batch().agent());
        return key.isPresent()
                && EventSignature.verifies(
                        key.get(), EventType.RESULTS, received.key(), received.value(), received.signature());
    }

    private static void assess(
            ReceivedBatch received, KnownRevision revision, List<Judged> judged, HistoryMeters.Tally tally) {
        for (Observation observation : received.batch().observations()) {
            Optional<Judged> assessed = Assessor.assess(received.batch(), observation, revision, received.appendedAt());
            assessed.ifPresent(judged::add);
            if (assessed.isEmpty()) {
                tally.skipped++;
            }
        }
    }

    private static void lock(Connection connection, String site) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended('history/' || ?, 0))")) {
            lock.setString(1, site);
            lock.execute();
        }
    }
}
