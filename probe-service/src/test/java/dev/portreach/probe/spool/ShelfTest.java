package dev.portreach.probe.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final Spool.Limits LIMITS = new Spool.Limits(1 << 20, Duration.ofHours(1));

    @TempDir
    Path dir;

    @Test
    void shouldGoOnWithoutADiskAndComeBackWithIt() {
        // given a disk that takes nothing
        AtomicBoolean broken = new AtomicBoolean(true);
        try (Shelf shelf = new Shelf(() -> open(broken), NOW)) {
            // when a batch comes, then it is not spooled, and the fault is named
            assertThat(shelf.append(List.of(batch()), NOW)).isEmpty();
            assertThat(shelf.fault()).hasValue("no space left");
            assertThat(shelf.keyAfter(Long.MIN_VALUE, NOW)).isEmpty();
            // when there is space again, then it is tried again after a while, not at once
            broken.set(false);
            assertThat(shelf.append(List.of(batch()), NOW + 100)).isEmpty();
            assertThat(shelf.append(List.of(batch()), NOW + 10_000)).isPresent();
            assertThat(shelf.fault()).isEmpty();
            assertThat(shelf.count()).isEqualTo(1);
        }
    }

    @Test
    void shouldSurviveASpoolThatBreaksUnderWay() {
        // given a spool that was closed behind the shelf's back, as after a failed write
        Spool spool = open(new AtomicBoolean());
        try (Shelf shelf = new Shelf(() -> spool, NOW)) {
            spool.abandon(new SpoolException("gone", null));
            // when, then
            assertThat(shelf.append(List.of(batch()), NOW)).isEmpty();
            assertThat(shelf.fault()).isPresent();
            assertThat(shelf.count()).isZero();
        }
    }

    private Spool open(AtomicBoolean broken) {
        if (broken.get()) {
            throw new SpoolException("no space left", null);
        }
        return new Spool(dir.resolve("spool.mv"), LIMITS);
    }

    private static SpooledBatch batch() {
        return new SpooledBatch("e-1", Instant.ofEpochMilli(NOW), "c2ln", new byte[] {1, 2, 3});
    }
}
