package dev.portreach.lab;

import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.TopicProvisioner;
import dev.portreach.contracts.event.Topics;
import dev.portreach.embedded.EmbeddedKafka;
import dev.portreach.probe.identity.AgentIdentity;
import dev.portreach.probe.publish.AgentClock;
import dev.portreach.probe.publish.BrokerLink;
import dev.portreach.probe.publish.Harvest;
import dev.portreach.probe.publish.Publisher;
import dev.portreach.probe.spool.Shelf;
import dev.portreach.probe.spool.Spool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What an agent that is cut off writes to disk, and how it delivers it: its publisher and spool, as shipped, take the
 * results of an outage as fast as they can with no broker there; then one starts, and the spool drains while live
 * results come at their rate. Prints bytes a result, rates, and how long live results were under way.
 */
public final class SpoolBenchmark {

    /**
     * @param rate results a second
     * @param batch results in one batch, as the agent's linger makes it at this rate with no broker there
     */
    private record Outage(String name, int rate, Duration duration, int batch) {

        Outage part(int percent) {
            return new Outage(
                    percent + " % of " + name,
                    rate,
                    duration.multipliedBy(percent).dividedBy(100),
                    batch);
        }

        long results() {
            return rate * duration.toSeconds() / batch * batch;
        }
    }

    private static final List<Outage> OUTAGES = List.of(
            new Outage("1 h at 700 results/s", 700, Duration.ofHours(1), 50),
            new Outage("72 h at 20 results/s", 20, Duration.ofHours(72), 40));
    private static final String SITE = "lyon";
    private static final String EPOCH = "019a0000-0000-7000-8000-000000000001";
    private static final Spool.Limits LIMITS = new Spool.Limits(256L << 20, Duration.ofDays(365));
    private static final int UNTAKEN = 200; // below what the publisher refuses
    private static final int LIVE_BATCH = 10;

    private SpoolBenchmark() {}

    /** @param args how much of each outage, in percent, 100 if none; hours of the one outage that is wanted, all if none */
    public static void main(String... args) throws Exception {
        int percent = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        for (Outage outage : OUTAGES) {
            if (args.length < 2 || outage.duration().toHours() == Integer.parseInt(args[1])) {
                run(outage.part(percent), Files.createTempDirectory("portreach-bench"));
            }
        }
        System.exit(0); // the embedded broker leaves threads behind
    }

    private static void run(Outage outage, Path dir) throws Exception {
        EmbeddedKafka.Settings broker = EmbeddedKafka.Settings.on(dir.resolve("kafka"));
        int port = makeTopics(broker);
        AgentClock clock = AgentClock.system();
        Path file = dir.resolve("spool.mv");
        Shelf shelf = new Shelf(() -> Spool.open(file, LIMITS), clock.steady());
        AgentIdentity identity = AgentIdentity.load(dir, SITE, Optional.of("lyon-1"));
        Map<String, Object> kafka = Map.of("bootstrap.servers", "127.0.0.1:" + port);
        Topics topics = new Topics(Topics.DEFAULT_PREFIX);
        BrokerLink link = new BrokerLink(kafka, topics, SITE);
        SpoolLoad load = new SpoolLoad(outage.rate() * 30, outage.rate());
        try (Publisher publisher = new Publisher(identity, shelf, link, clock, topics.results())) {
            publisher.start();
            link.start();
            fill(outage, load, publisher, shelf, file);
            try (EmbeddedKafka kafkaAgain = EmbeddedKafka.start(broker.withPort(port))) {
                long live = drain(outage, load, publisher, shelf);
                report(kafkaAgain.bootstrapServers(), topics.results(), load.batches(), live);
            }
        }
    }

    private static void fill(Outage outage, SpoolLoad load, Publisher publisher, Shelf shelf, Path file)
            throws Exception {
        long start = System.nanoTime();
        long batches = outage.results() / outage.batch();
        for (long taken = 0; taken < batches; taken++) {
            while (taken - shelf.count() - shelf.dropped() > UNTAKEN) {
                TimeUnit.MICROSECONDS.sleep(200);
            }
            publisher.take(new Harvest(EPOCH, 7, load.next(outage.batch()), Instant.ofEpochMilli(1)));
        }
        while (shelf.count() + shelf.dropped() < batches) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        TimeUnit.SECONDS.sleep(15); // a real outage lasts longer: housekeeping has its turns
        System.out.printf(
                "%s, %,d results in %,d batches: taken at %,.0f results/s; in the spool %.1f B a result, file %.1f MiB = %.1f B a"
                        + " result; %d batches dropped%n",
                outage.name(),
                outage.results(),
                batches,
                outage.results() / seconds,
                (double) shelf.bytes() / outage.results(),
                Files.size(file) / 1_048_576.0,
                (double) Files.size(file) / outage.results(),
                publisher.dropped());
    }

    /** @return when the first live result was taken, in milliseconds since the epoch */
    private static long drain(Outage outage, SpoolLoad load, Publisher publisher, Shelf shelf) throws Exception {
        while (!publisher.isAnswering()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        long waiting = shelf.count();
        long start = System.nanoTime();
        long liveSince = System.currentTimeMillis();
        long live = 0;
        long before = publisher.delivered();
        while (publisher.delivered() - before < waiting) {
            long due = start + live * LIVE_BATCH * 1_000_000_000L / outage.rate();
            if (System.nanoTime() >= due) {
                publisher.take(new Harvest(EPOCH, 7, load.next(LIVE_BATCH), Instant.now()));
                live++;
            } else {
                TimeUnit.MICROSECONDS.sleep(500);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "  drained in %.1f s: %,.0f results/s, beside %,.0f live ones a second%n",
                seconds, (waiting - live) * outage.batch() / seconds, live * LIVE_BATCH / seconds);
        while (shelf.count() > 0) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return liveSince;
    }

    private static int makeTopics(EmbeddedKafka.Settings settings) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Topics topics = new Topics(Topics.DEFAULT_PREFIX);
            TopicProvisioner provisioner = new TopicProvisioner(admin, Optional.empty());
            provisioner.ensure(topics.all(1), Duration.ofSeconds(20));
            provisioner.ensure(topics.agentSpecs(SITE), Duration.ofSeconds(20));
            return kafka.port();
        }
    }

    /** Reads all that came: nothing may be missing; live results show when they were complete and when they arrived. */
    private static void report(String bootstrap, String topic, long batches, long liveSince) {
        BitSet seen = new BitSet();
        List<Long> underWay = new ArrayList<>();
        long records = 0;
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    records++;
                    String id = EventCodec.text(record.headers(), EventCodec.ID);
                    seen.set(Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)));
                    long complete = Instant.parse(EventCodec.text(record.headers(), EventCodec.TIME))
                            .toEpochMilli();
                    if (complete >= liveSince) {
                        underWay.add(record.timestamp() - complete);
                    }
                }
            }
        }
        underWay.sort(null);
        System.out.printf(
                "  %,d batches missing, %,d twice; %,d live batches at the broker after: median %d ms, 99 %% %d ms, longest %d"
                        + " ms%n",
                batches - seen.cardinality(),
                records - seen.cardinality(),
                underWay.size(),
                underWay.get(underWay.size() / 2),
                underWay.get(underWay.size() * 99 / 100),
                underWay.get(underWay.size() - 1));
    }
}
