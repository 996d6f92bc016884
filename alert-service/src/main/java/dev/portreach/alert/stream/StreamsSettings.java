package dev.portreach.alert.stream;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What the stream needs to know.
 *
 * @param broker how to reach it: bootstrap servers, and what TLS and SASL need; other client settings are left out
 * @param applicationId names the consumer group, the transactions and the internal topics
 * @param instanceId stays the same over restarts of one instance, so that it takes its tasks up again at once
 * @param stateDir where stores live; lost ones are restored from Kafka
 * @param threads that process
 * @param commitInterval latency of a hop
 * @param sessionTimeout after which another instance takes over from a dead one
 * @param transactionTimeout after which the broker gives up on the transaction of a dead one
 */
public record StreamsSettings(
        Map<String, Object> broker,
        String applicationId,
        String instanceId,
        Path stateDir,
        int threads,
        Duration commitInterval,
        Duration sessionTimeout,
        Duration transactionTimeout,
        Optional<Short> replicationFactor) {

    private static final Pattern CONNECTION = Pattern.compile("bootstrap\\.servers|(security|sasl|ssl)\\..+");

    public StreamsSettings {
        broker = broker.entrySet().stream()
                .filter(entry -> CONNECTION.matcher(entry.getKey()).matches() && entry.getValue() != null)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Properties properties() {
        Properties all = new Properties();
        all.putAll(broker);
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        all.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        all.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        all.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbSetup.class);
        replicationFactor.ifPresent(factor -> all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, factor.intValue()));
        all.put(consumer(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
        all.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int) sessionTimeout.toMillis());
        all.put(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), (int) sessionTimeout.toMillis() / 4);
        all.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // Batches are ten kilobytes once unpacked: a backlog must not fill the heap.
        all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 100);
        all.put(consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 500);
        all.put(consumer(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 8 << 20);
        all.put(consumer(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 256 << 10);
        all.put(producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int) transactionTimeout.toMillis());
        // With transactions of version 2 a partition's sequence begins anew in each: a second batch that comes while
        // the
        // broker still registers the first is refused, and tried again after 100 ms, for which the commit waits.
        all.put(producer(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        all.put(producer(ProducerConfig.BATCH_SIZE_CONFIG), 64 << 10);
        all.put(producer(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        all.put(producer(ProducerConfig.LINGER_MS_CONFIG), "5");
        all.put(producer(ProducerConfig.BUFFER_MEMORY_CONFIG), 16L << 20);
        return all;
    }

    private static String consumer(String name) {
        return StreamsConfig.mainConsumerPrefix(name);
    }

    private static String producer(String name) {
        return StreamsConfig.producerPrefix(name);
    }
}
