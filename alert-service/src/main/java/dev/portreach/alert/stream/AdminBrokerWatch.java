package dev.portreach.alert.stream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Asks the broker once a second, on a thread of its own. */
final class AdminBrokerWatch implements BrokerWatch, Runnable {

    private static final Logger LOG = Logger.getLogger(AdminBrokerWatch.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final long PATIENCE_MILLIS = 3_000;

    private final Admin admin;
    private final List<TopicPartition> partitions;
    private final Map<Integer, Long> begins = new ConcurrentHashMap<>();
    private final Map<Integer, Long> ends = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private volatile Instant reachableSince;

    AdminBrokerWatch(Admin admin, String heartbeats, int partitions, InstantSource clock) {
        this.admin = admin;
        this.clock = clock;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(heartbeats, partition))
                .toList();
    }

    /** Asks until interrupted. */
    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                ask();
                TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws InterruptedException {
        try {
            ask(OffsetSpec.earliest(), begins);
            ask(OffsetSpec.latest(), ends);
            if (reachableSince == null) {
                reachableSince = clock.instant();
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            if (reachableSince != null) {
                LOG.warnf("broker cannot be reached, silence of agents is not judged: %s", e.getMessage());
            }
            reachableSince = null;
        }
    }

    private void ask(OffsetSpec which, Map<Integer, Long> offsets)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        admin.listOffsets(wanted)
                .all()
                .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
    }

    @Override
    public Instant reachableSince() {
        return reachableSince;
    }

    @Override
    public long heartbeatsBegin(int partition) {
        return begins.getOrDefault(partition, -1L);
    }

    @Override
    public long heartbeatsEnd(int partition) {
        return ends.getOrDefault(partition, -1L);
    }
}
