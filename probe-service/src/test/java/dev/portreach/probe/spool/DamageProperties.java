package dev.portreach.probe.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a power loss or a bad disk does to the file: the spool opens, gives what is intact, and goes on. */
class DamageProperties {

    private static final long NOW = 1_790_000_000_000L;
    private static final Spool.Limits ROOMY = new Spool.Limits(64 << 20, Duration.ofDays(3));
    private static final int BATCHES = 1_200;
    private static final int DURABLE_FOR_LONG = 1_100; // in blocks and loose, written before the last few commits

    private static final List<SpooledBatch> BATCHES_BY_NUMBER =
            IntStream.rangeClosed(1, BATCHES).mapToObj(SpoolTest::batch).toList();

    private static Path dir;
    private static byte[] whole;

    @BeforeContainer
    static void makeAFile() throws IOException {
        dir = Files.createTempDirectory("portreach-damage");
        Path file = dir.resolve("whole.mv");
        try (Spool spool = new Spool(file, ROOMY)) {
            for (int i = 1; i <= BATCHES; i += 20) {
                spool.append(BATCHES_BY_NUMBER.subList(i - 1, i + 19), NOW + i);
            }
            whole = Files.readAllBytes(file); // as a crash leaves it
        }
    }

    @AfterContainer
    static void removeFiles() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(dir);
    }

    @Property(tries = 40, seed = "20261122", shrinking = ShrinkingMode.OFF)
    void shouldLoseNoMoreThanTheTail(@ForAll @IntRange(min = 0, max = 40_000) int torn) throws IOException {
        // given a file whose last bytes never reached the disk
        Path file = damaged(channel -> channel.truncate(whole.length - torn));
        // when, then at least what was durable long before is there
        List<Integer> found = useAll(file);
        assertThat(found)
                .startsWith(IntStream.rangeClosed(1, DURABLE_FOR_LONG).boxed().toArray(Integer[]::new));
        assertThat(found).isSorted();
    }

    @Property(tries = 40, seed = "20261122", shrinking = ShrinkingMode.OFF)
    void shouldOpenWhereverItIsCut(@ForAll @DoubleRange(min = 0, max = 1) double share) throws IOException {
        useAll(damaged(channel -> channel.truncate((long) (whole.length * share))));
    }

    @Property(tries = 200, seed = "20261122", shrinking = ShrinkingMode.OFF)
    void shouldGoOnWhateverIsOverwritten(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int places,
            @ForAll @IntRange(max = 5_000) int length)
            throws IOException {
        Random random = new Random(seed);
        Path file = damaged(channel -> {
            for (int i = 0; i < places; i++) {
                byte[] garbage = new byte[1 + length];
                random.nextBytes(garbage);
                channel.write(ByteBuffer.wrap(garbage), random.nextInt(whole.length - garbage.length));
            }
        });
        useAll(file);
    }

    private interface Damage {
        void to(FileChannel channel) throws IOException;
    }

    private static Path damaged(Damage damage) throws IOException {
        Path file = dir.resolve("damaged.mv");
        Files.write(file, whole);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            damage.to(channel);
        }
        return file;
    }

    /** Reads all there is, adds, and reads what was added, as the publisher would. Numbers of the batches found. */
    private static List<Integer> useAll(Path file) {
        List<Integer> found = new ArrayList<>();
        try (Shelf shelf = new Shelf(() -> Spool.open(file, ROOMY), NOW)) {
            long now = NOW + 60_000;
            OptionalLong key = shelf.keyAfter(Long.MIN_VALUE, now);
            while (key.isPresent()) {
                Optional<SpooledBatch> batch = shelf.read(key.getAsLong(), now);
                batch.ifPresent(whatCame -> {
                    int number = Integer.parseInt(whatCame.id().substring(2));
                    assertThat(whatCame.value())
                            .isEqualTo(SpoolTest.batch(number).value());
                    found.add(number);
                });
                key = shelf.keyAfter(key.getAsLong(), now);
            }
            assertThatCode(() -> shelf.keepHouse(now)).doesNotThrowAnyException();
            // a file that proved damaged under way is set aside, and the next attempt finds a new one
            Optional<List<Long>> added = shelf.append(List.of(SpoolTest.batch(7)), now);
            List<Long> keys = added.orElseGet(() ->
                    shelf.append(List.of(SpoolTest.batch(7)), now + 10_000).orElseThrow());
            assertThat(shelf.read(keys.get(0), now).orElseThrow().id()).isEqualTo("e-7");
            assertThat(shelf.fault()).isEmpty();
        }
        return found;
    }
}
