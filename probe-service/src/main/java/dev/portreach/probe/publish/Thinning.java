package dev.portreach.probe.publish;

import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.UnreadableEventException;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.result.Run;
import dev.portreach.probe.spool.Spool;
import dev.portreach.probe.spool.SpooledBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leaves out of a stretch of batches the observations that say the same as the one before and the one after of their
 * check. The one after then links to the last that stays, so that history makes of the rest the same rows as of all.
 * Every batch stays, with its number. What is changed is signed when it is sent.
 */
final class Thinning implements Spool.Thinner {

    private record Said(String epoch, long revision, String address, List<Run> runs) {}

    private static final class Latest {
        Said said;
        long at;
        int index;
        boolean repeats; // what the one before said, so that it goes if the next says it, too
    }

    private final EventCodec<ResultBatch> codec = new EventCodec<>(EventType.RESULTS);
    private final Map<String, Latest> latest = new HashMap<>();
    private final BitSet out = new BitSet();
    private final Map<String, Long> links = new HashMap<>(); // check → what the next that stays links to
    private int looked;
    private int given;

    @Override
    public void look(SpooledBatch batch) {
        parse(batch).ifPresent(parsed -> {
            for (Observation observation : parsed.observations()) {
                look(parsed, observation);
            }
        });
    }

    private void look(ResultBatch batch, Observation observation) {
        Latest before = latest.computeIfAbsent(observation.check(), check -> new Latest());
        Said said = new Said(
                batch.epoch(),
                batch.revision(),
                observation.address(),
                observation.runs().stream().map(Thinning::withoutTime).toList());
        boolean repeats =
                said.equals(before.said) && observation.previousAt() != null && observation.previousAt() == before.at;
        if (repeats && before.repeats) {
            out.set(before.index);
        }
        before.said = said;
        before.at = observation.at();
        before.index = looked++;
        before.repeats = repeats;
    }

    private static Run withoutTime(Run run) {
        return new Run(run.ports(), run.outcome(), run.proof(), null, run.detail());
    }

    @Override
    public SpooledBatch thin(SpooledBatch batch) {
        return parse(batch).map(parsed -> thin(batch, parsed)).orElse(batch);
    }

    private SpooledBatch thin(SpooledBatch batch, ResultBatch parsed) {
        List<Observation> kept = new ArrayList<>();
        for (Observation observation : parsed.observations()) {
            if (out.get(given++)) {
                links.putIfAbsent(observation.check(), observation.previousAt());
            } else {
                Long link = links.remove(observation.check());
                kept.add(link == null ? observation : linkedTo(link, observation));
            }
        }
        if (kept.equals(parsed.observations())) {
            return batch;
        }
        byte[] value = codec.write(
                new ResultBatch(parsed.agent(), parsed.site(), parsed.epoch(), parsed.seq(), parsed.revision(), kept));
        return new SpooledBatch(batch.id(), batch.time(), "", value);
    }

    private static Observation linkedTo(long at, Observation observation) {
        return new Observation(
                observation.check(),
                observation.at(),
                observation.at() - at,
                observation.address(),
                observation.covered(),
                observation.dnsMicros(),
                observation.runs());
    }

    /** Empty where another version wrote the batch, and this one would lose some of it. */
    private Optional<ResultBatch> parse(SpooledBatch batch) {
        try {
            ResultBatch parsed = codec.read(batch.value());
            return Arrays.equals(codec.write(parsed), batch.value()) ? Optional.of(parsed) : Optional.empty();
        } catch (UnreadableEventException e) {
            return Optional.empty();
        }
    }

    /** Observations left out. */
    int leftOut() {
        return out.cardinality();
    }
}
