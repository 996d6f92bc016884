package dev.portreach.alert.live;

import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.state.Transition;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * What one client is sent, read from the topics themselves: nothing is kept for it, and it may come back to any instance.
 * It reads no faster than the client takes.
 */
final class LiveStream {

    private static final Logger LOG = Logger.getLogger(LiveStream.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long ALIVE_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long SLOWEST_SECONDS = 30;
    private static final Duration TOPICS_PATIENCE = Duration.ofSeconds(10);

    private final EventCodec<Incident> incidents = new EventCodec<>(EventType.INCIDENT);
    private final EventCodec<Transition> transitions = new EventCodec<>(EventType.TRANSITION);
    private final Consumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final LiveFilter filter;
    private final Sse sse;
    private final SseEventSink sink;
    private LivePosition position;
    private long sentNanos;

    LiveStream(Consumer<byte[], byte[]> consumer, Topics topics, LiveFilter filter, Sse sse, SseEventSink sink) {
        this.consumer = consumer;
        this.topics = topics;
        this.filter = filter;
        this.sse = sse;
        this.sink = sink;
    }

    /**
     * Finds where to begin.
     *
     * @param last null to begin with what comes next
     * @throws IllegalArgumentException if that position is not of these topics
     */
    void begin(LivePosition last) {
        List<TopicPartition> partitions = Stream.of(topics.incidents(), topics.transitions())
                .flatMap(topic -> consumer.partitionsFor(topic, TOPICS_PATIENCE).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        long ofIncidents = partitions.stream().filter(this::isIncidents).count();
        position = new LivePosition((int) ofIncidents, partitions.size() - (int) ofIncidents);
        if (last != null && !position.fits(last)) {
            throw new IllegalArgumentException("of other topics");
        }
        consumer.assign(partitions);
        if (last == null) {
            consumer.seekToEnd(partitions);
            partitions.forEach(partition -> advance(partition, consumer.position(partition)));
        } else {
            position = last;
            partitions.forEach(partition -> consumer.seek(
                    partition,
                    isIncidents(partition)
                            ? last.incident(partition.partition())
                            : last.transition(partition.partition())));
        }
    }

    /** Sends until the client is gone or the thread is interrupted. */
    void run() throws InterruptedException {
        try {
            comment("connected");
            while (!sink.isClosed() && !Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<byte[], byte[]> record : poll()) {
                    advance(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                    send(record);
                }
                if (System.nanoTime() - sentNanos > ALIVE_NANOS) {
                    comment("alive");
                }
            }
        } catch (ExecutionException | CompletionException | TimeoutException | IllegalStateException e) {
            LOG.debugf("A client of the live stream is gone: %s", e.getMessage());
        }
    }

    /** What the client missed may be gone by now: it is told, and goes on with the oldest that is left. */
    private ConsumerRecords<byte[], byte[]> poll() throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            Set<TopicPartition> lost = e.offsetOutOfRangePartitions().keySet();
            consumer.seekToBeginning(lost);
            lost.forEach(partition -> advance(partition, consumer.position(partition)));
            send("gap", "{}");
            return ConsumerRecords.empty();
        }
    }

    private void advance(TopicPartition partition, long next) {
        if (isIncidents(partition)) {
            position.incident(partition.partition(), next);
        } else {
            position.transition(partition.partition(), next);
        }
    }

    private boolean isIncidents(TopicPartition partition) {
        return partition.topic().equals(topics.incidents());
    }

    private void send(ConsumerRecord<byte[], byte[]> record)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (record.value() == null) {
            return;
        }
        String kind = record.topic().equals(topics.incidents()) ? LiveFilter.INCIDENT : LiveFilter.TRANSITION;
        if (wants(kind, record)) {
            send(kind, new String(record.value(), StandardCharsets.UTF_8));
        }
    }

    private boolean wants(String kind, ConsumerRecord<byte[], byte[]> record) {
        try {
            return kind.equals(LiveFilter.INCIDENT)
                    ? filter.wants(incidents.read(record.value()))
                    : filter.wants(transitions.read(record.value()));
        } catch (RuntimeException e) {
            LOG.debugf("A record of %s cannot be read: %s", record.topic(), e.getMessage());
            return false; // whoever stores it puts it aside
        }
    }

    private void send(String event, String json) throws ExecutionException, InterruptedException, TimeoutException {
        await(sse.newEventBuilder()
                .name(event)
                .id(position.toString())
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, json)
                .build());
    }

    /** Shows that the connection lives, and how far it has come. */
    private void comment(String text) throws ExecutionException, InterruptedException, TimeoutException {
        await(sse.newEventBuilder().id(position.toString()).comment(text).build());
    }

    private void await(jakarta.ws.rs.sse.OutboundSseEvent event)
            throws ExecutionException, InterruptedException, TimeoutException {
        sink.send(event).toCompletableFuture().get(SLOWEST_SECONDS, TimeUnit.SECONDS);
        sentNanos = System.nanoTime();
    }
}
