package dev.portreach.probe.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final int VALUE = 2_000;
    private static final Spool.Limits ROOMY = new Spool.Limits(64 << 20, Duration.ofDays(3));

    @TempDir
    Path dir;

    @Test
    void shouldGiveBackAfterACrashWhatItTook() throws Exception {
        // given a spool with three batches, one of them delivered
        Path crashed = dir.resolve("crashed.mv");
        try (Spool spool = new Spool(dir.resolve("spool.mv"), ROOMY)) {
            List<Long> keys = append(spool, 1, 2);
            spool.append(List.of(batch(3)), NOW + 200);
            spool.remove(keys.get(0));
            spool.keepHouse(NOW + 300);
            // when its process dies at this moment
            Files.copy(dir.resolve("spool.mv"), crashed);
        }
        // then what was not delivered is there, in order, to the byte
        try (Spool reopened = new Spool(crashed, ROOMY)) {
            assertThat(contents(reopened)).extracting(SpooledBatch::id).containsExactly("e-2", "e-3");
            SpooledBatch second = contents(reopened).get(0);
            assertThat(second.value()).isEqualTo(batch(2).value());
            assertThat(second.signature()).isEqualTo(batch(2).signature());
            assertThat(second.time()).isEqualTo(batch(2).time());
            assertThat(reopened.count()).isEqualTo(2);
            assertThat(reopened.bytes()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 4_000, 4_096, 5_000})
    void shouldCutATornTail(int tornBytes) throws Exception {
        // given a file of which the end of the last write is missing
        Path file = dir.resolve("spool.mv");
        Path torn = dir.resolve("torn.mv");
        long whole;
        try (Spool spool = new Spool(file, ROOMY)) {
            append(spool, 1, 20);
            whole = Files.size(file);
            append(spool, 21, 21);
            Files.copy(file, torn);
        }
        try (FileChannel channel = FileChannel.open(torn, StandardOpenOption.WRITE)) {
            channel.truncate(Math.max(whole, channel.size() - tornBytes));
        }
        // when it is opened, then everything that was durable before is there
        try (Spool reopened = new Spool(torn, ROOMY)) {
            assertThat(contents(reopened)).extracting(SpooledBatch::id).contains("e-1", "e-20");
            // and it takes more
            reopened.append(List.of(batch(99)), NOW + 99);
            assertThat(contents(reopened)).extracting(SpooledBatch::id).endsWith("e-99");
        }
    }

    @Test
    void shouldPackWhatWaitsAndGiveItBackInOrder() {
        // given more than is kept loose, of which some was delivered on the way
        Path file = dir.resolve("spool.mv");
        List<String> expected = ids(1, 1_500);
        try (Spool spool = new Spool(file, ROOMY)) {
            List<Long> keys = append(spool, 1, 1_500);
            for (int i : new int[] {0, 1, 255, 256, 700, 1_499}) {
                spool.remove(keys.get(i));
                expected.remove("e-" + (i + 1));
            }
            // then it takes less room than it came with, although most of a value here is chance
            assertThat(spool.bytes()).isLessThan(1_500L * VALUE);
            assertThat(spool.count()).isEqualTo(1_494);
            assertThat(contents(spool)).extracting(SpooledBatch::id).containsExactlyElementsOf(expected);
        }
        // and after a restart nothing is missing; what was delivered of a block may come again
        try (Spool spool = new Spool(file, ROOMY)) {
            assertThat(contents(spool)).extracting(SpooledBatch::id).containsSubsequence(expected);
            // and when all is delivered, in any order, nothing is left
            List<Long> keys = keys(spool);
            IntStream.range(0, keys.size()).filter(i -> i % 2 == 0).forEach(i -> spool.remove(keys.get(i)));
            IntStream.range(0, keys.size()).forEach(i -> spool.remove(keys.get(i)));
            assertThat(spool.count()).isZero();
            assertThat(spool.bytes()).isZero();
            assertThat(spool.keyAfter(Long.MIN_VALUE)).isEmpty();
            assertThat(spool.dropped()).isZero();
        }
    }

    @Test
    void shouldDropTheOldestWhereItIsFull() {
        // given room for some ten batches
        Spool.Limits small = new Spool.Limits(10L * (VALUE + 100), Duration.ofHours(1));
        try (Spool spool = new Spool(dir.resolve("spool.mv"), small)) {
            // when a hundred come
            for (int i = 1; i <= 100; i++) {
                append(spool, i, i);
                assertThat(spool.bytes()).isLessThanOrEqualTo(small.maxBytes());
            }
            // then the newest are there, and the others are counted
            assertThat(contents(spool)).last().extracting(SpooledBatch::id).isEqualTo("e-100");
            assertThat(spool.count() + spool.dropped()).isEqualTo(100);
            assertThat(spool.count()).isBetween(9L, 15L);
        }
    }

    @Test
    void shouldDropWhatIsTooOld() {
        try (Spool spool = new Spool(dir.resolve("spool.mv"), new Spool.Limits(1 << 20, Duration.ofMinutes(10)))) {
            // given
            spool.append(List.of(batch(1)), NOW);
            spool.append(List.of(batch(2)), NOW + Duration.ofMinutes(9).toMillis());
            // when
            spool.keepHouse(NOW + Duration.ofMinutes(11).toMillis());
            // then
            assertThat(contents(spool)).extracting(SpooledBatch::id).containsExactly("e-2");
            assertThat(spool.dropped()).isEqualTo(1);
        }
    }

    @Test
    void shouldThinTheOldestFirstAndGoRound() {
        // given three stretches' worth of packed batches, the last of them not yet whole
        Spool.Limits limits = new Spool.Limits(64 << 20, Duration.ofDays(3));
        try (Spool spool = new Spool(dir.resolve("spool.mv"), limits)) {
            append(spool, 1, 6_000);
            long before = spool.bytes();
            // when a stretch is thinned to nothing but names
            assertThat(spool.thin(new Hollow())).isTrue();
            // then all batches are there, the oldest smaller, the others as they were
            List<SpooledBatch> all = contents(spool);
            assertThat(all).extracting(SpooledBatch::id).containsExactlyElementsOf(ids(1, 6_000));
            assertThat(all.subList(0, 4_096))
                    .allSatisfy(batch -> assertThat(batch.isSigned()).isFalse());
            assertThat(all.get(5_999).value()).isEqualTo(batch(6_000).value());
            assertThat(spool.bytes()).isLessThan(before / 2);
            // and when it is asked on, then the next come, and then the first again
            assertThat(spool.thin(new Hollow())).isTrue();
            Hollow third = new Hollow();
            spool.thin(third);
            assertThat(third.first).isEqualTo("e-1");
            assertThat(spool.dropped()).isZero();
        }
    }

    @Test
    void shouldKeepOrderWhenTheClockGoesBack() {
        Path file = dir.resolve("spool.mv");
        try (Spool spool = new Spool(file, ROOMY)) {
            spool.append(List.of(batch(1)), NOW);
        }
        try (Spool spool = new Spool(file, ROOMY)) {
            spool.append(List.of(batch(2)), NOW - 1_000);
            assertThat(contents(spool)).extracting(SpooledBatch::id).containsExactly("e-1", "e-2");
        }
    }

    @Test
    void shouldNotGrowWhileBatchesComeAndGo() throws Exception {
        // given an hour of batches that are delivered at once
        Path file = dir.resolve("spool.mv");
        try (Spool spool = new Spool(file, ROOMY)) {
            for (int i = 1; i <= 1_500; i++) {
                long now = NOW + i * 2_400L;
                spool.append(List.of(batch(i)), now).forEach(spool::remove);
                if (i % 10 == 0) {
                    spool.keepHouse(now);
                }
            }
            // then the file is small
            assertThat(spool.count()).isZero();
            assertThat(Files.size(file)).isLessThan(32L << 20);
        }
    }

    /** Leaves nothing in a batch. */
    private static final class Hollow implements Spool.Thinner {
        private String first;

        @Override
        public void look(SpooledBatch batch) {
            first = first == null ? batch.id() : first;
        }

        @Override
        public SpooledBatch thin(SpooledBatch batch) {
            return new SpooledBatch(batch.id(), batch.time(), "", new byte[0]);
        }
    }

    private static List<Long> append(Spool spool, int first, int last) {
        List<Long> keys = new ArrayList<>();
        for (int from = first; from <= last; from += 50) {
            List<SpooledBatch> together = IntStream.rangeClosed(from, Math.min(last, from + 49))
                    .mapToObj(SpoolTest::batch)
                    .toList();
            keys.addAll(spool.append(together, NOW + from));
        }
        return keys;
    }

    private static List<String> ids(int first, int last) {
        return new ArrayList<>(
                IntStream.rangeClosed(first, last).mapToObj(i -> "e-" + i).toList());
    }

    private static List<Long> keys(Spool spool) {
        List<Long> keys = new ArrayList<>();
        for (OptionalLong key = spool.keyAfter(Long.MIN_VALUE);
                key.isPresent();
                key = spool.keyAfter(key.getAsLong())) {
            keys.add(key.getAsLong());
        }
        return keys;
    }

    static List<SpooledBatch> contents(Spool spool) {
        return keys(spool).stream().map(key -> spool.read(key).orElseThrow()).toList();
    }

    static SpooledBatch batch(int number) {
        byte[] value = new byte[VALUE];
        new Random(number).nextBytes(value);
        byte[] name = ("batch " + number + " ".repeat(500)).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, value, 0, name.length);
        return new SpooledBatch("e-" + number, Instant.ofEpochMilli(NOW), "c2lnbmF0dXJl", value);
    }
}
