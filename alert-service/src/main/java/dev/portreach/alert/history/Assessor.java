package dev.portreach.alert.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.portreach.alert.judge.Judge;
import dev.portreach.alert.judge.Judgement;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Run;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Judges observations in a form in which equal ones are equal: runs in order, without times. */
final class Assessor {

    private static final long FARTHEST_AHEAD_MILLIS = 3_600_000;
    private static final ObjectWriter RUNS = EventJson.mapper().writer();

    private final long intervalsKept;
    private final long rollupsKept;

    /**
     * @param intervalsKept what is older when the broker takes it is not stored
     * @param rollupsKept what is older when the broker takes it is not measured
     */
    Assessor(Duration intervalsKept, Duration rollupsKept) {
        this.intervalsKept = intervalsKept.toMillis();
        this.rollupsKept = rollupsKept.toMillis();
    }

    /**
     * Empty if the observation cannot be used: unknown check, unknown outcome, or a time that cannot be or is too old.
     *
     * @param appendedAt when the broker took it: not the time now, so that a replay says the same
     */
    Optional<Assessed> assess(Observation observation, KnownRevision revision, long appendedAt) {
        long oldest = Math.max(1, appendedAt - intervalsKept);
        if (observation.at() < oldest || observation.at() > appendedAt + FARTHEST_AHEAD_MILLIS) {
            return Optional.empty();
        }
        for (Run run : observation.runs()) {
            if (run.ports() == null || run.outcome() == null || run.outcome() == Outcome.UNRECOGNISED) {
                return Optional.empty();
            }
        }
        return revision.check(observation.check()).map(check -> {
            KnownCheck.Meaning meaning = check.meaning(observation, seen -> value(seen, check));
            Long previousAt = observation.previousAt();
            return new Assessed(
                    observation.check(),
                    new Judged(
                            observation.at(),
                            previousAt == null || previousAt >= observation.at() ? null : previousAt,
                            meaning.id(),
                            revision.number()),
                    meaning.value(),
                    observation.at() >= appendedAt - rollupsKept,
                    isLost(observation),
                    rttMicros(observation));
        });
    }

    private static boolean isLost(Observation observation) {
        boolean silent = false;
        for (Run run : observation.runs()) {
            if (observation.covered() == null || observation.covered().intersects(run.ports())) {
                if (Judge.isAnswer(run.outcome())) {
                    return false;
                }
                silent |= run.outcome() == Outcome.TIMEOUT;
            }
        }
        return silent;
    }

    /** Of the outcome that most ports have, of those that answered. */
    private static Long rttMicros(Observation observation) {
        Run widest = null;
        for (Run run : observation.runs()) {
            if (run.rttMicros() != null
                    && (widest == null || run.ports().size() > widest.ports().size())) {
                widest = run;
            }
        }
        return widest == null ? null : widest.rttMicros();
    }

    private static Value value(Observation observation, KnownCheck check) {
        Observation plain = plain(observation);
        Judgement judgement = Judge.judge(plain, check.policy(), check.ports());
        return new Value(
                judgement.verdict(),
                judgement.proof(),
                observation.address(),
                json(plain.runs()),
                judgement.reason(),
                check.holdMillis());
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
