package dev.portreach.alert.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.portreach.alert.judge.Judge;
import dev.portreach.alert.judge.Judgement;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.result.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Judges observations in a form in which equal ones are equal: runs in order, without times. */
final class Assessor {

    private static final long FARTHEST_AHEAD_MILLIS = 3_600_000;
    private static final ObjectWriter RUNS = EventJson.mapper().writer();

    private Assessor() {}

    /** Empty if the observation cannot be used: unknown check, unknown outcome, or a time that cannot be. */
    static Optional<Judged> assess(
            ResultBatch batch, Observation observation, KnownRevision revision, long appendedAt) {
        if (observation.at() <= 0 || observation.at() > appendedAt + FARTHEST_AHEAD_MILLIS) {
            return Optional.empty();
        }
        if (observation.runs().stream().anyMatch(Assessor::isForeign)) {
            return Optional.empty();
        }
        return revision.check(observation.check()).map(entry -> {
            Observation plain = plain(observation);
            Judgement judgement = Judge.judge(plain, entry.policy(), entry.ports());
            Long previousAt = observation.previousAt();
            return new Judged(
                    new ChainKey(observation.check(), batch.agent(), batch.epoch()),
                    observation.at(),
                    previousAt == null || previousAt >= observation.at() ? null : previousAt,
                    new Value(judgement.verdict(), judgement.proof(), observation.address(), json(plain.runs())),
                    new Judged.Basis(revision.number(), judgement.reason(), entry.holdMillis()));
        });
    }

    private static boolean isForeign(Run run) {
        return run.ports() == null || run.outcome() == null || run.outcome() == Outcome.UNRECOGNISED;
    }

    private static Observation plain(Observation observation) {
        List<Run> runs = observation.runs().stream()
                .map(run -> new Run(run.ports(), run.outcome(), run.proof(), null, run.detail()))
                .sorted(Comparator.comparing((Run run) -> run.ports().toString())
                        .thenComparing(Run::outcome))
                .toList();
        return new Observation(
                observation.check(), observation.at(), null, observation.address(), observation.covered(), runs);
    }

    private static String json(List<Run> runs) {
        try {
            return RUNS.writeValueAsString(runs);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("runs of ours cannot be written as JSON", e);
        }
    }
}
