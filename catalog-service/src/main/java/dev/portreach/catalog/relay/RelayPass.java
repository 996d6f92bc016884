package dev.portreach.catalog.relay;

import dev.portreach.contracts.event.TopicMismatchException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;

/**
 * One pass over the outbox. A site's revision goes to everyone first and, once that is acknowledged, to its agents: so
 * that no result arrives by a revision that the judge cannot know. Only then do the outbox rows go; a crash anywhere
 * repeats, and never loses or reorders.
 */
@Singleton
class RelayPass {

    private static final Logger LOG = Logger.getLogger(RelayPass.class);
    private static final int BATCH = 50;

    private final RelayLock lock;
    private final RelayTables tables;
    private final Revisions revisions;
    private final AssignmentPublisher publisher;

    RelayPass(RelayLock lock, RelayTables tables, Revisions revisions, AssignmentPublisher publisher) {
        this.lock = lock;
        this.tables = tables;
        this.revisions = revisions;
        this.publisher = publisher;
    }

    /**
     * Publishes what waits, site by site in the order in which they changed. A site that cannot be published does not
     * hold up the others.
     *
     * @return the first failure of a site, if any
     */
    Optional<Exception> run() throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        publisher.ensureCommonTopics();
        Optional<RelayLock.Held> held = lock.tryAcquire();
        if (held.isEmpty()) {
            return Optional.empty();
        }
        try {
            return publishAll(tables.pending());
        } finally {
            held.get().close();
        }
    }

    private Optional<Exception> publishAll(List<Pending> pending)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        Optional<Exception> failure = Optional.empty();
        for (int i = 0; i < pending.size(); i += BATCH) {
            Optional<Exception> of = publish(pending.subList(i, Math.min(i + BATCH, pending.size())));
            failure = failure.isPresent() ? failure : of;
        }
        return failure;
    }

    private Optional<Exception> publish(List<Pending> batch)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        Map<Outgoing, Future<RecordMetadata>> toAll = new LinkedHashMap<>();
        List<Outgoing> done = new ArrayList<>();
        for (Outgoing outgoing : revisions.prepare(batch)) {
            if (outgoing.revision().isPresent()) {
                toAll.put(outgoing, publisher.toAll(outgoing.revision().get()));
            } else {
                done.add(outgoing);
            }
        }
        publisher.flush();
        List<Exception> failures = new ArrayList<>();
        List<Outgoing> known = acknowledged(toAll, failures);
        Map<Outgoing, Future<RecordMetadata>> toAgents = new LinkedHashMap<>();
        for (Outgoing outgoing : withTopics(known, failures)) {
            toAgents.put(outgoing, publisher.toAgents(outgoing.revision().orElseThrow()));
        }
        publisher.flush();
        done.addAll(acknowledged(toAgents, failures));
        revisions.delivered(done);
        return failures.stream().findFirst();
    }

    /** Those whose agents' topic is as it must be. One that is not, as made by someone else, does not stop the others. */
    private List<Outgoing> withTopics(List<Outgoing> batch, List<Exception> failures)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            publisher.ensureAgentTopics(
                    batch.stream().map(outgoing -> outgoing.pending().site()).toList());
            return batch;
        } catch (TopicMismatchException someOfThem) {
            List<Outgoing> fine = new ArrayList<>();
            for (Outgoing outgoing : batch) {
                try {
                    publisher.ensureAgentTopics(List.of(outgoing.pending().site()));
                    fine.add(outgoing);
                } catch (TopicMismatchException thisOne) {
                    failures.add(thisOne);
                }
            }
            return fine;
        }
    }

    private static List<Outgoing> acknowledged(Map<Outgoing, Future<RecordMetadata>> sent, List<Exception> failures)
            throws InterruptedException {
        List<Outgoing> acknowledged = new ArrayList<>();
        for (Map.Entry<Outgoing, Future<RecordMetadata>> entry : sent.entrySet()) {
            try {
                entry.getValue().get(); // ends by the producer's delivery time-out
                acknowledged.add(entry.getKey());
            } catch (ExecutionException e) {
                failures.add(e);
                LOG.debugf(
                        e,
                        "assignment of site %s not published",
                        entry.getKey().pending().site());
            }
        }
        return acknowledged;
    }
}
