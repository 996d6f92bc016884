package dev.portreach.probe.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.result.Run;
import dev.portreach.probe.spool.SpooledBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ThinningProperties {

    private static final long START = 1_790_000_000_000L;
    private static final EventCodec<ResultBatch> CODEC = new EventCodec<>(EventType.RESULTS);

    @Property(tries = 100)
    void shouldNotChangeHistory(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int checks,
            @ForAll @IntRange(min = 2, max = 50) int steadiness,
            @ForAll @IntRange(max = 30) int percentDelivered) {
        // given batches over epochs and revisions, of which some are delivered and are not there to be thinned
        List<ResultBatch> all = batches(new Random(seed), checks, steadiness);
        Random random = new Random(seed + 1);
        List<ResultBatch> delivered = new ArrayList<>();
        List<SpooledBatch> waiting = new ArrayList<>();
        for (ResultBatch batch : all) {
            if (random.nextInt(100) < percentDelivered) {
                delivered.add(batch);
            } else {
                waiting.add(spooled(batch));
            }
        }
        // when
        Thinning thinning = new Thinning();
        waiting.forEach(thinning::look);
        List<SpooledBatch> thinned = waiting.stream().map(thinning::thin).toList();
        // then every batch is there under its number, and history makes the same rows of what is left
        assertThat(thinned).extracting(SpooledBatch::id).isEqualTo(ids(waiting));
        List<ResultBatch> rest = new ArrayList<>(delivered);
        thinned.forEach(batch -> rest.add(CODEC.read(batch.value())));
        assertThat(rows(rest)).isEqualTo(rows(all));
        assertThat(count(all) - count(rest)).isEqualTo(thinning.leftOut());
        // and what is unchanged keeps its signature, what is not has none
        for (int i = 0; i < waiting.size(); i++) {
            boolean same = Arrays.equals(waiting.get(i).value(), thinned.get(i).value());
            assertThat(thinned.get(i).isSigned()).isEqualTo(same);
        }
        // and there is nothing more to leave out
        Thinning again = new Thinning();
        thinned.forEach(again::look);
        assertThat(again.leftOut()).isZero();
    }

    @Test
    void shouldKeepFirstAndLastOfWhatIsSteady() {
        // given a check that says the same all the time, over two epochs of two revisions
        List<SpooledBatch> waiting = batches(new Random(1), 1, Integer.MAX_VALUE).stream()
                .map(ThinningProperties::spooled)
                .toList();
        // when
        Thinning thinning = new Thinning();
        waiting.forEach(thinning::look);
        // then of each revision two are left
        long kept = waiting.stream()
                .map(thinning::thin)
                .mapToLong(batch -> CODEC.read(batch.value()).observations().size())
                .sum();
        assertThat(kept).isEqualTo(8);
        assertThat(thinning.leftOut()).isGreaterThan(100);
    }

    @Test
    void shouldLeaveAloneWhatAnotherVersionWrote() {
        // given batches with a field that this version does not know, and something that is no batch
        List<SpooledBatch> waiting = new ArrayList<>();
        for (ResultBatch batch : batches(new Random(1), 1, 50)) {
            String text =
                    new String(CODEC.write(batch), StandardCharsets.UTF_8).replace("\"seq\"", "\"new\":1,\"seq\"");
            waiting.add(new SpooledBatch("x", Instant.EPOCH, "c2ln", text.getBytes(StandardCharsets.UTF_8)));
        }
        waiting.add(new SpooledBatch("y", Instant.EPOCH, "c2ln", new byte[] {1}));
        // when
        Thinning thinning = new Thinning();
        waiting.forEach(thinning::look);
        // then
        assertThat(waiting).allSatisfy(batch -> assertThat(thinning.thin(batch)).isSameAs(batch));
        assertThat(thinning.leftOut()).isZero();
    }

    private static List<ResultBatch> batches(Random random, int checks, int steadiness) {
        List<ResultBatch> batches = new ArrayList<>();
        Outcome[] outcomes = {Outcome.OPEN, Outcome.TIMEOUT, Outcome.REFUSED};
        long at = START;
        for (int epoch = 0; epoch < 2; epoch++) {
            Map<Integer, Long> last = new HashMap<>();
            int[] state = new int[checks];
            long seq = 0;
            for (long revision = 1; revision <= 2; revision++) {
                for (int i = 0; i < 30; i++) {
                    List<Observation> observations = new ArrayList<>();
                    for (int j = random.nextInt(8); j >= 0; j--) {
                        int check = random.nextInt(checks);
                        at += 1 + random.nextInt(3_000);
                        state[check] = random.nextInt(steadiness) == 0 ? random.nextInt(3) : state[check];
                        Long before = last.put(check, at);
                        observations.add(new Observation(
                                "check-" + check,
                                at,
                                before == null ? null : at - before,
                                "10.1.2." + check,
                                null,
                                List.of(new Run(Ports.of(80 + check), outcomes[state[check]], Proof.WEAK, (long)
                                        random.nextInt(90_000)))));
                    }
                    batches.add(new ResultBatch("lyon-1", "lyon", "epoch-" + epoch, ++seq, revision, observations));
                }
            }
        }
        return batches;
    }

    private static SpooledBatch spooled(ResultBatch batch) {
        return new SpooledBatch(
                batch.epoch() + "-" + batch.seq(), Instant.ofEpochMilli(START), "c2ln", CODEC.write(batch));
    }

    private static List<String> ids(List<SpooledBatch> batches) {
        return batches.stream().map(SpooledBatch::id).toList();
    }

    private static long count(List<ResultBatch> batches) {
        return batches.stream().mapToLong(batch -> batch.observations().size()).sum();
    }

    private static Map<String, List<Rows.Row>> rows(List<ResultBatch> batches) {
        Map<String, List<Observation>> byEpoch = new TreeMap<>();
        batches.forEach(batch -> byEpoch.computeIfAbsent(batch.epoch(), epoch -> new ArrayList<>())
                .addAll(batch.observations()));
        Map<String, List<Rows.Row>> rows = new TreeMap<>();
        byEpoch.forEach((epoch, observations) -> rows.putAll(Rows.of(epoch, observations)));
        return rows;
    }
}
