package dev.portreach.lab.catalog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the agents of one site get from now on; they consume just so. */
final class SiteTopic implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;

    private SiteTopic(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    static SiteTopic of(String site, String bootstrap) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer());
        TopicPartition own = new TopicPartition("portreach.agent." + site, 0);
        consumer.assign(List.of(own));
        consumer.seekToEnd(List.of(own));
        consumer.position(own); // only now it knows where that is
        return new SiteTopic(consumer);
    }

    /** Returns when what is wanted has come. */
    void await(Duration patience, Predicate<String> wanted) {
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (wanted.test(new String(record.value(), StandardCharsets.UTF_8))) {
                    return;
                }
            }
        }
        throw new IllegalStateException("nothing came for the agents within %s".formatted(patience));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
