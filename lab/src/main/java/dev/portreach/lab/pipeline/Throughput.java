package dev.portreach.lab.pipeline;

import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.lab.AlertProcess;
import dev.portreach.lab.engine.ProcessUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A backlog of minutes: how fast detection takes it, and how fast a consumer does that only reads and parses. */
final class Throughput {

    private static final int ROOM = 400_000; // observations a second for which the backlog is made
    private static final int SAMPLE_SECONDS = 10;
    private static final int WARM_UP_SECONDS = 15;
    /** Between two probes of a check, by their times; sent as fast as can be. */
    private static final long ROUND_MILLIS = 500;

    private static final int SETTLING_SECONDS = 10;
    private static final String TAKEN = "portreach_detection_observations_total";

    private final Size size;
    private final Fleet fleet;
    private final Bed bed;
    private final Path dir;

    Throughput(Size size, Fleet fleet, Bed bed, Path dir) {
        this.size = size;
        this.fleet = fleet;
        this.bed = bed;
        this.dir = dir;
    }

    void run() throws Exception {
        try (Sender sender = new Sender(bed.bootstrap());
                AlertProcess alert = Standing.start(size, fleet, bed, dir, sender)) {
            TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
            alert.stop();
            long total = fill(sender);
            double plain = read();
            System.out.printf("a consumer that only reads and parses them: %,.0f observations/s%n", plain);
            alert.start();
            alert.awaitAnswer();
            double taken = take(alert, total);
            System.out.printf(
                    "detection%s: %,.0f observations/s, %.2f of that consumer%n",
                    size.history() ? " with history beside it" : "", taken, taken / plain);
            if (size.history()) {
                System.out.printf("history meanwhile: %,.0f rows%n", alert.metric("portreach_history_rows_total"));
            }
        }
    }

    private long fill(Sender sender) throws InterruptedException {
        Rounds rounds = new Rounds(fleet, size.lossPercent());
        int count = (int) Math.max(2, (long) (size.seconds() + WARM_UP_SECONDS) * ROOM / rounds.observations());
        long start = System.nanoTime();
        rounds.send(sender, count, System.currentTimeMillis(), ROUND_MILLIS);
        System.out.printf(
                "%,d sites × %d checks, %d rounds in batches of %d, %.1f %% lost: on the topic after %.0f s%n",
                fleet.sites().size(), fleet.checks(), count, Rounds.BATCH, size.lossPercent(), seconds(start));
        return count * rounds.observations();
    }

    /** @return observations a second, of one thread that reads each record as the service does */
    private double read() throws Exception {
        EventCodec<ResultBatch> codec = new EventCodec<>(EventType.RESULTS);
        Map<TopicPartition, Long> ends = bed.resultsEnd();
        long counted = 0;
        long start = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bed.bootstrap(), "max.poll.records", 1_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            long begin = System.nanoTime();
            while (seconds(begin) < 2.0 * SAMPLE_SECONDS
                    && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (start == 0 && seconds(begin) > SAMPLE_SECONDS) { // compiled by now
                    start = System.nanoTime();
                    counted = 0;
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    counted += codec.read(record.value(), record.headers())
                            .observations()
                            .size();
                }
            }
        }
        return counted / seconds(start);
    }

    /** @return observations a second, from the end of the warm-up until the time is over or all is taken */
    private double take(AlertProcess alert, long total) throws Exception {
        while (alert.metric(TAKEN) == 0) {
            alert.requireAlive();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        double before = alert.metric(TAKEN);
        long start = System.nanoTime();
        ProcessUsage usageBefore = alert.usage();
        ProcessUsage brokerBefore = ProcessUsage.of(ProcessHandle.current().pid());
        double last = before;
        long lastAt = start;
        List<String> samples = new ArrayList<>();
        while (seconds(start) < size.seconds() && last < total) {
            TimeUnit.SECONDS.sleep(SAMPLE_SECONDS);
            double now = alert.metric(TAKEN);
            if (now < total) {
                samples.add("%,.0f".formatted((now - last) / seconds(lastAt)));
            }
            if (now >= total) {
                break; // it was done at some moment of this sample: only whole ones count
            }
            last = now;
            lastAt = System.nanoTime();
        }
        double time = (lastAt - start) / 1e9;
        ProcessUsage usage = alert.usage();
        ProcessUsage broker = ProcessUsage.of(ProcessHandle.current().pid());
        System.out.printf(
                "each %d s: %s%n  of the cores: service %.2f, broker and lab %.2f; service %d MiB resident, %s%n",
                SAMPLE_SECONDS,
                String.join(" ", samples),
                usage.cpuSecondsSince(usageBefore) / usage.secondsSince(usageBefore),
                broker.cpuSecondsSince(brokerBefore) / broker.secondsSince(brokerBefore),
                usage.residentMebibytes(),
                String.join(" ", size.jvm()));
        return (last - before) / time;
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
