package dev.portreach.lab.catalog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** The latest assignment of every site, as a consumer of everyone's topic sees it. */
final class AssignmentWatch implements AutoCloseable {

    private static final String ALL = "portreach.assignments";
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrap;
    private final Map<String, String> latest = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "assignment-watch");
    private volatile boolean stopping;

    private AssignmentWatch(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    static AssignmentWatch start(String bootstrap) {
        AssignmentWatch watch = new AssignmentWatch(bootstrap);
        watch.thread.start();
        return watch;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void run() {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(ALL).stream()
                    .map(info -> new TopicPartition(ALL, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopping) {
                consumer.poll(POLL)
                        .forEach(
                                record -> latest.put(record.key(), new String(record.value(), StandardCharsets.UTF_8)));
            }
        }
    }

    /** Until what there is of all sites is as wanted; looks every 10 ms. */
    void await(Duration patience, Predicate<Map<String, String>> wanted) {
        Awaitility.await("every site's assignment")
                .pollInterval(Duration.ofMillis(10))
                .atMost(patience)
                .until(() -> wanted.test(latest));
    }

    double meanBytes() {
        return latest.values().stream().mapToInt(String::length).average().orElse(0);
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
