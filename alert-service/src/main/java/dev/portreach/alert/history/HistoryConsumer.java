package dev.portreach.alert.history;

import dev.portreach.alert.intake.Consumers;
import dev.portreach.alert.intake.Intake;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.result.ResultBatch;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads {@code results} and {@code assignments}. The stream reads them too and puts what is bad on the dead-letter
 * topics; here it is only counted, so that there is one copy.
 */
@ApplicationScoped
public class HistoryConsumer {

    private final Intake<ResultBatch> results;
    private final Intake<Assignment> assignments;
    private final HistoryWriter writer;
    private final HistoryMeters meters;

    HistoryConsumer(Consumers consumers, HistoryWriter writer, HistoryMeters meters) {
        this.writer = writer;
        this.meters = meters;
        this.results = new Intake<>(
                new EventCodec<>(EventType.RESULTS), consumers.add("results"), this::ignore, this::storeResults);
        this.assignments = new Intake<>(
                new EventCodec<>(EventType.ASSIGNMENT),
                consumers.add("assignments"),
                this::ignore,
                this::storeAssignments);
    }

    @Incoming("results")
    @Blocking
    public void consumeResults(ConsumerRecords<byte[], byte[]> records) {
        results.take(records);
    }

    @Incoming("assignments")
    @Blocking
    public void consumeAssignments(ConsumerRecords<byte[], byte[]> records) {
        assignments.take(records);
    }

    private void ignore(ConsumerRecord<byte[], byte[]> source, String reason, String cause) {
        meters.ignored(source.topic(), reason);
    }

    private void storeResults(List<dev.portreach.alert.intake.Incoming<ResultBatch>> incoming) {
        List<ReceivedBatch> batches = new ArrayList<>();
        for (var record : incoming) {
            ConsumerRecord<byte[], byte[]> source = record.source();
            if (record.isTombstone()) {
                meters.ignored(source.topic(), "empty");
            } else if (!record.event().site().equals(record.key())) {
                meters.ignored(source.topic(), "wrong-key");
            } else {
                batches.add(new ReceivedBatch(
                        record.key(),
                        record.event(),
                        source.value(),
                        EventCodec.text(source.headers(), EventCodec.SIGNATURE),
                        source.partition(),
                        source.offset(),
                        source.timestamp()));
            }
        }
        if (!batches.isEmpty()) {
            writer.write(batches);
        }
    }

    private void storeAssignments(List<dev.portreach.alert.intake.Incoming<Assignment>> incoming) {
        for (var record : incoming) {
            ConsumerRecord<byte[], byte[]> source = record.source();
            if (record.isTombstone()) {
                continue; // the site is gone; its revisions stay as long as its history
            }
            if (record.event().site().equals(record.key())) {
                writer.learn(record.event(), source.value());
            } else {
                meters.ignored(source.topic(), "wrong-key");
            }
        }
    }
}
