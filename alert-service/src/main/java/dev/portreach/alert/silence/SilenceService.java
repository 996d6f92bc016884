package dev.portreach.alert.silence;

import dev.portreach.alert.definition.Definitions;
import dev.portreach.alert.muting.Mute;
import dev.portreach.alert.problem.Preconditions;
import dev.portreach.alert.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Defines silences; each change is one transaction. */
@ApplicationScoped
public class SilenceService {

    private final SilenceRepository silences;
    private final Definitions<Silence, UUID> definitions;
    private final InstantSource clock;

    SilenceService(SilenceRepository silences, InstantSource clock) {
        this.silences = silences;
        this.definitions = new Definitions<>(silences, "silence");
        this.clock = clock;
    }

    @Transactional
    Silence add(SilenceInput input) {
        Silence silence = new Silence(UUID.randomUUID());
        silence.define(input.validate(now()), now());
        silences.persistAndFlush(silence);
        return silence;
    }

    @Transactional
    Silence change(String id, SilenceInput input, Preconditions preconditions) {
        SilenceInput.Valid valid = input.validate(now());
        Silence silence = definitions.lock(key(id), preconditions);
        if (silence.isOver(now())) {
            throw ProblemException.conflict("it has expired and stays as it was; add another one");
        }
        silence.define(valid, now());
        silences.flush();
        return silence;
    }

    @Transactional
    Silence expire(String id, Preconditions preconditions) {
        Silence silence = definitions.lock(key(id), preconditions);
        if (!silence.isOver(now())) {
            silence.expire(now());
            silences.flush();
        }
        return silence;
    }

    Silence get(String id) {
        return definitions.get(key(id));
    }

    /** What mutes now; takes part in the caller's transaction. */
    public List<Mute> mutes(Instant now) {
        return silences.active(now).stream().map(Silence::mute).toList();
    }

    private static UUID key(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("silence", id);
        }
    }

    /** As exact as the database keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
