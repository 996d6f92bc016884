package dev.portreach.catalog.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning, keeping what came for one site. */
final class AssignmentTopic implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;
    private final String site;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    AssignmentTopic(String bootstrap, String topic, String site) {
        this.topic = topic;
        this.site = site;
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "auto.offset.reset",
                        "earliest",
                        "allow.auto.create.topics",
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** All records for the site so far. */
    List<ConsumerRecord<String, byte[]>> records() {
        if (consumer.assignment().isEmpty()) {
            var partitions = consumer.partitionsFor(topic);
            if (partitions == null || partitions.isEmpty()) {
                return List.of();
            }
            consumer.assign(partitions.stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
        }
        consumer.poll(Duration.ofMillis(100)).forEach(record -> {
            if (site.equals(record.key())) {
                records.add(record);
            }
        });
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
