package dev.portreach.lab.pipeline;

import dev.portreach.contracts.event.TopicProvisioner;
import dev.portreach.contracts.event.Topics;
import dev.portreach.embedded.EmbeddedDatabase;
import dev.portreach.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What alert-service stands on: a broker in this process, and a database, with all topics there. */
final class Bed implements AutoCloseable {

    static final int PARTITIONS = 24;

    private final EmbeddedKafka kafka;
    private final EmbeddedDatabase database;
    private final Admin admin;
    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);

    private Bed(EmbeddedKafka kafka, EmbeddedDatabase database) {
        this.kafka = kafka;
        this.database = database;
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    static Bed make(Path dir) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.on(dir.resolve("kafka")));
        Bed bed = new Bed(kafka, EmbeddedDatabase.start(EmbeddedDatabase.Settings.on(dir.resolve("database"))));
        new TopicProvisioner(bed.admin, Optional.empty()).ensure(bed.topics.all(PARTITIONS), Duration.ofSeconds(60));
        TimeUnit.SECONDS.sleep(3); // what is sent right after topics were made may be lost (KAFKA-15591)
        return bed;
    }

    String bootstrap() {
        return kafka.bootstrapServers();
    }

    Topics topics() {
        return topics;
    }

    EmbeddedDatabase database() {
        return database;
    }

    /** Ends of the partitions of {@code results}, as of now. */
    Map<TopicPartition, Long> resultsEnd() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            wanted.put(new TopicPartition(topics.results(), partition), OffsetSpec.latest());
        }
        return admin.listOffsets(wanted).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, (Map.Entry<TopicPartition, ListOffsetsResultInfo> end) -> end.getValue()
                                .offset()));
    }

    /** Whether detection has taken and committed all records before these offsets. */
    boolean isTaken(String applicationId, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(applicationId)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata taken = committed.get(end.getKey());
            return end.getValue() == 0 || (taken != null && taken.offset() >= end.getValue());
        });
    }

    @Override
    public void close() throws IOException {
        admin.close();
        database.close();
        kafka.close();
    }
}
