package dev.portreach.probe.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system that is too small. */
class DiskFullTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final Spool.Limits ROOMY = new Spool.Limits(64 << 20, Duration.ofDays(3));

    @TempDir
    Path dir;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=4m", "portreach-test", dir.toString()) == 0;
        assumeTrue(mounted, "needs root, to mount a small file system");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", dir.toString())).isZero();
        }
    }

    @Test
    void shouldSayThatTheDiskIsFullKeepWhatItHasAndHeal() throws IOException {
        // given a disk on which something else leaves little room
        Path other = dir.resolve("other");
        Files.write(other, new byte[3 << 20]);
        List<Integer> taken = new ArrayList<>();
        try (Shelf shelf = new Shelf(() -> Spool.open(dir.resolve("spool.mv"), ROOMY), NOW)) {
            // when batches come until it is full
            int number = 0;
            while (shelf.append(List.of(SpoolTest.batch(++number)), NOW + number)
                    .isPresent()) {
                taken.add(number);
            }
            // then it says so, and goes on saying so
            assertThat(taken).isNotEmpty();
            assertThat(shelf.fault()).isPresent();
            assertThat(shelf.append(List.of(SpoolTest.batch(number)), NOW + number))
                    .isEmpty();
            shelf.keepHouse(NOW + 11_000);
            // and what it took is not lost
            assertThat(numbers(shelf)).containsAll(taken);
            // and when there is room again, it takes more without being started anew
            Files.delete(other);
            shelf.append(List.of(SpoolTest.batch(number)), NOW + 20_000);
            Optional<List<Long>> healed = shelf.append(List.of(SpoolTest.batch(number)), NOW + 40_000);
            assertThat(healed).isPresent();
            assertThat(shelf.fault()).isEmpty();
            assertThat(numbers(shelf)).containsAll(taken).contains(number);
            assertThat(shelf.dropped()).isZero();
        }
    }

    private static List<Integer> numbers(Shelf shelf) {
        List<Integer> numbers = new ArrayList<>();
        for (OptionalLong key = shelf.keyAfter(Long.MIN_VALUE, NOW);
                key.isPresent();
                key = shelf.keyAfter(key.getAsLong(), NOW)) {
            numbers.add(Integer.parseInt(
                    shelf.read(key.getAsLong(), NOW).orElseThrow().id().substring(2)));
        }
        return numbers;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
