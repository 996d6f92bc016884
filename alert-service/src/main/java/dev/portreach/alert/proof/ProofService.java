package dev.portreach.alert.proof;

import dev.portreach.alert.problem.Problem.FieldError;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.contracts.proof.ProofReport;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Takes proofs, each once. */
@ApplicationScoped
public class ProofService {

    /** A proof and whether it is new. */
    record Taken(StoredProof proof, boolean isNew) {}

    private final ProofStore store;
    private final InstantSource clock;

    ProofService(ProofStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Keeps a report; the same one again changes nothing.
     *
     * @throws ProblemException 400 naming what is wrong with it, 409 if its id is another one's
     */
    Taken take(ProofReport given) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<FieldError> errors = ProofRules.check(given, now);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        ProofReport report = inMillis(given);
        boolean isNew = store.add(report, now);
        StoredProof stored = get(report.id());
        if (!isNew && !stored.report().equals(report)) {
            throw new ProblemException(
                    409, "conflict", "Taken", "id %s is that of another proof".formatted(report.id()), List.of());
        }
        return new Taken(stored, isNew);
    }

    StoredProof get(UUID id) {
        return store.find(id).orElseThrow(() -> ProblemException.notFound("proof", id.toString()));
    }

    /** The database keeps microseconds: a report that came with finer times would not be the same when it comes again. */
    private static ProofReport inMillis(ProofReport report) {
        return new ProofReport(
                report.id(),
                report.origin(),
                report.at().truncatedTo(ChronoUnit.MILLIS),
                report.tookMillis(),
                report.pack(),
                report.packVersion(),
                report.tool(),
                report.reachable(),
                report.rows(),
                report.notes());
    }
}
