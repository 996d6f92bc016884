package dev.portreach.probe.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.trust.AgentKeys;
import dev.portreach.contracts.trust.EventSignature;
import dev.portreach.probe.identity.AgentIdentity;
import dev.portreach.probe.spool.Shelf;
import dev.portreach.probe.spool.Spool;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {

    private static final String EPOCH = "019a0000-0000-7000-8000-000000000001";
    private static final String SITE = "lyon";
    private static final long START = 1_790_000_000_000L;
    private static final int AHEAD = 16; // batches of the backlog that may be under way at once

    @TempDir
    Path dir;

    private final EventCodec<ResultBatch> codec = new EventCodec<>(EventType.RESULTS);
    private final AtomicBoolean brokerThere = new AtomicBoolean();
    private final Random chance = new Random(1);
    private final List<Observation> taken = new ArrayList<>();

    @Test
    void shouldSendWhatHasJustComeAheadOfWhatHasWaited() {
        // given a hundred batches that wait for the broker
        MockProducer<byte[], byte[]> producer = producer(false);
        Shelf shelf = shelf(64 << 20);
        try (Publisher publisher = publisher(shelf, AgentClock.system(), producer)) {
            publisher.start();
            take(publisher, 100, 1);
            soon().until(() -> shelf.count() == 100);

            // when the broker is back, and takes its time
            brokerThere.set(true);
            soon().until(() -> producer.history().size() == AHEAD);
            // then what comes now is sent at once, ahead of the others
            take(publisher, 1, 1);
            soon().until(() -> producer.history().size() == AHEAD + 1);
            assertThat(seqs(producer).get(AHEAD)).isEqualTo(101);

            // and so it is in the middle of the backlog
            complete(producer, 40);
            soon().until(() -> producer.history().size() == 40 + AHEAD);
            take(publisher, 1, 1);
            soon().until(() -> producer.history().size() == 40 + AHEAD + 1);
            assertThat(seqs(producer).get(40 + AHEAD)).isEqualTo(102);

            // and in the end everything has come once, the backlog in its order
            complete(producer, 102 - 40);
            soon().until(() -> shelf.count() == 0);
            List<Long> backlog = new ArrayList<>(seqs(producer));
            backlog.removeAll(List.of(101L, 102L));
            assertThat(backlog).containsExactlyElementsOf(numbers(100));
            assertThat(publisher.dropped()).isZero();
        }
    }

    @Test
    void shouldKeepChangesWhereRoomRunsShort() {
        // given an agent that is cut off for so long that its room would be too small, and one change in the middle
        MockProducer<byte[], byte[]> producer = producer(true);
        Shelf shelf = shelf(160 << 10);
        AtomicLong hurry = new AtomicLong();
        AgentClock clock = new AgentClock(START, () -> hurry.addAndGet(1_000_000_000));
        try (Publisher publisher = publisher(shelf, clock, producer)) {
            publisher.start();
            int batches = 600;
            for (int i = 0; i < batches; i += 10) {
                take(publisher, 10, 50);
                int sofar = i + 10;
                soon().until(() -> shelf.count() == sofar);
            }
            long leftOut = publisher.thinnedOut();
            assertThat(leftOut).isPositive();

            // when the broker is back
            brokerThere.set(true);
            soon().until(() -> shelf.count() == 0);

            // then every batch comes, signed, with its number, and only steady observations are missing
            assertThat(seqs(producer)).containsExactlyInAnyOrderElementsOf(numbers(batches));
            assertThat(publisher.dropped()).isZero();
            PublicKey key = AgentKeys.decodePublic(identity().publicKey());
            assertThat(producer.history()).allSatisfy(record -> assertThat(EventSignature.verifies(
                            key,
                            EventType.RESULTS,
                            SITE,
                            record.value(),
                            EventCodec.text(record.headers(), EventCodec.SIGNATURE)))
                    .isTrue());
            List<Observation> came = producer.history().stream()
                    .flatMap(record -> codec.read(record.value()).observations().stream())
                    .toList();
            assertThat(came).hasSize((int) (batches * 50L - leftOut));
            // and history is the same as if they had come
            assertThat(Rows.of(EPOCH, came)).isEqualTo(Rows.of(EPOCH, taken));
        }
    }

    private void take(Publisher publisher, int harvests, int observations) {
        for (int i = 0; i < harvests; i++) {
            List<Observation> made =
                    IntStream.range(0, observations).mapToObj(j -> next()).toList();
            publisher.take(new Harvest(EPOCH, 7, made, Instant.ofEpochMilli(START + taken.size())));
        }
    }

    /** Ten checks in turn; all change once. */
    private Observation next() {
        int number = taken.size();
        Outcome outcome = number < 11_003 || number > 16_000 ? Outcome.OPEN : Outcome.TIMEOUT;
        long rtt = 20_000L + chance.nextInt(9_000);
        Observation made = new Observation(
                "lyon:lyon:host-" + number % 10 + ":receiver.control",
                START + number,
                number < 10 ? null : 10L,
                "10.1.2." + number % 10,
                null,
                List.of(new Run(Ports.of(443), outcome, Proof.STRONG, rtt)));
        taken.add(made);
        return made;
    }

    private List<Long> seqs(MockProducer<byte[], byte[]> producer) {
        return producer.history().stream()
                .map(record -> codec.read(record.value()).seq())
                .toList();
    }

    private static List<Long> numbers(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static void complete(MockProducer<byte[], byte[]> producer, int records) {
        for (int i = 0; i < records; i++) {
            soon().until(producer::completeNext);
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(2));
    }

    private static MockProducer<byte[], byte[]> producer(boolean completes) {
        return new MockProducer<>(completes, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Shelf shelf(long maxBytes) {
        Spool.Limits limits = new Spool.Limits(maxBytes, Duration.ofDays(3_650));
        return new Shelf(() -> Spool.open(dir.resolve("spool.mv"), limits), START);
    }

    private Publisher publisher(Shelf shelf, AgentClock clock, MockProducer<byte[], byte[]> producer) {
        BrokerLink link = new BrokerLink(() -> {
            if (!brokerThere.get()) {
                throw new TimeoutException("away");
            }
            return producer;
        });
        link.start();
        return new Publisher(identity(), shelf, link, clock, "results");
    }

    private AgentIdentity identity() {
        return AgentIdentity.load(dir, SITE, Optional.of("lyon-1"));
    }
}
