package dev.portreach.alert.stream;

import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.event.UnreadableEventException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Stage 1 as a processor: all sites of one partition. State lives on the heap for as long as the task, and in its store. */
final class SiteProcessor implements Processor<String, byte[], String, byte[]> {

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration SWEEP = Duration.ofSeconds(10);

    private final Topics topics;
    private final BrokerWatch watch;
    private final StreamMetrics metrics;
    private final Map<String, Site> sites = new LinkedHashMap<>();
    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<String, byte[]> store;
    private Outlet outlet;
    private Instant taskStart;
    private long position;

    SiteProcessor(Topics topics, BrokerWatch watch, StreamMetrics metrics) {
        this.topics = topics;
        this.watch = watch;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> processorContext) {
        close();
        context = processorContext;
        store = context.getStateStore(Keys.STAGE_1);
        outlet = new Outlet(context, DetectionTopology.STAGE_1_DEAD_LETTERS, metrics);
        taskStart = now();
        byte[] stored = store.get(Keys.POSITION);
        position = stored == null ? -1 : ByteBuffer.wrap(stored).getLong();
        Set<String> assigned = new LinkedHashSet<>();
        Rows.forEach(store, Keys.ASSIGNMENT, row -> assigned.add(row.key.split("\\|", -1)[1]));
        assigned.forEach(this::site);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, time -> tick(Instant.ofEpochMilli(time)));
        context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, time -> sites.values()
                .forEach(site -> site.dropParked(Instant.ofEpochMilli(time))));
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private Site site(String name) {
        return sites.computeIfAbsent(name, key -> new Site(key, store, outlet, metrics, taskStart));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Received received = Received.of(record, context.recordMetadata().orElseThrow());
        outlet.guard(received, this::take);
        if (received.topic().equals(topics.heartbeats())) {
            position = received.offset() + 1;
            store.put(
                    Keys.POSITION,
                    ByteBuffer.allocate(Long.BYTES).putLong(position).array());
        }
    }

    private void take(Received received) {
        if (received.key() == null || received.key().isEmpty() || received.key().indexOf('|') >= 0) {
            throw new UnreadableEventException("wrong-key", "the record's key is no site");
        }
        Site site = site(received.key());
        if (received.topic().equals(topics.assignments())) {
            site.assignment(received, now());
        } else if (received.topic().equals(topics.results())) {
            site.results(received, now());
        } else {
            site.heartbeat(received, now());
        }
    }

    private void tick(Instant now) {
        Instant brokerSince = isReadToTheEnd() ? watch.reachableSince() : null;
        sites.values().forEach(site -> site.tick(now, brokerSince));
    }

    /** However long results keep heartbeats waiting, and also where all of them have expired. */
    private boolean isReadToTheEnd() {
        int partition = context.taskId().partition();
        long end = watch.heartbeatsEnd(partition);
        return end >= 0 && Math.max(position, watch.heartbeatsBegin(partition)) >= end;
    }

    @Override
    public void close() {
        sites.values().forEach(Site::close);
        sites.clear();
    }
}
