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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final Spool.Limits ROOMY = new Spool.Limits(64 << 20, Duration.ofDays(3));

    @TempDir
    Path dir;

    @Test
    void shouldGiveBackAfterACrashWhatItTook() throws Exception {
        // given a spool with three batches, one of them delivered
        Path crashed = dir.resolve("crashed.mv");
        try (Spool spool = new Spool(dir.resolve("spool.mv"), ROOMY)) {
            List<Long> keys = spool.append(List.of(batch(1), batch(2)), NOW);
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
            for (int i = 1; i <= 20; i++) {
                spool.append(List.of(batch(i)), NOW + i);
            }
            whole = Files.size(file);
            spool.append(List.of(batch(21)), NOW + 21);
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
    void shouldDropTheOldestWhereItIsFull() {
        // given room for about ten batches
        Spool.Limits small = new Spool.Limits(10L * batch(1).toBytes().length + 20, Duration.ofHours(1));
        try (Spool spool = new Spool(dir.resolve("spool.mv"), small)) {
            // when a hundred come
            for (int i = 1; i <= 100; i++) {
                spool.append(List.of(batch(i)), NOW + i);
                assertThat(spool.bytes()).isLessThanOrEqualTo(small.maxBytes());
            }
            // then the newest are there, and the others are counted
            assertThat(contents(spool)).last().extracting(SpooledBatch::id).isEqualTo("e-100");
            assertThat(spool.count() + spool.dropped()).isEqualTo(100);
            assertThat(spool.count()).isBetween(9L, 10L);
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

    private static List<SpooledBatch> contents(Spool spool) {
        List<SpooledBatch> found = new ArrayList<>();
        OptionalLong key = spool.keyAfter(Long.MIN_VALUE);
        while (key.isPresent()) {
            found.add(spool.read(key.getAsLong()).orElseThrow());
            key = spool.keyAfter(key.getAsLong());
        }
        return found;
    }

    private static SpooledBatch batch(int number) {
        byte[] value = new byte[2_000];
        new Random(number).nextBytes(value);
        byte[] name = ("batch " + number).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, value, 0, name.length);
        return new SpooledBatch("e-" + number, Instant.ofEpochMilli(NOW), "c2lnbmF0dXJl", value);
    }
}
