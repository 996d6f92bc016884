package dev.portreach.alert.maintenance;

import dev.portreach.alert.muting.Mute;
import dev.portreach.alert.problem.Preconditions;
import dev.portreach.alert.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Defines maintenance windows; each change is one transaction. */
@ApplicationScoped
public class MaintenanceService {

    /** A window and whether it is new. */
    record Saved(Maintenance maintenance, boolean created) {}

    private final MaintenanceRepository windows;
    private final InstantSource clock;

    MaintenanceService(MaintenanceRepository windows, InstantSource clock) {
        this.windows = windows;
        this.clock = clock;
    }

    @Transactional
    Saved put(String id, MaintenanceInput input, Preconditions preconditions) {
        MaintenanceInput.Valid valid = input.validate();
        Optional<Maintenance> known = windows.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
        preconditions.check(known.map(Maintenance::version));
        Maintenance window = known.orElseGet(() -> new Maintenance(id, clock.instant()));
        window.define(valid, clock.instant());
        if (known.isEmpty()) {
            windows.persist(window);
        }
        windows.flush();
        return new Saved(window, known.isEmpty());
    }

    Maintenance get(String id) {
        return windows.findByIdOptional(id).orElseThrow(() -> ProblemException.notFound("maintenance window", id));
    }

    @Transactional
    void delete(String id, Preconditions preconditions) {
        Maintenance window = windows.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> ProblemException.notFound("maintenance window", id));
        preconditions.check(Optional.of(window.version()));
        windows.delete(window);
    }

    /** What mutes now; takes part in the caller's transaction. */
    public List<Mute> mutes(Instant now) {
        return windows.candidates(now).stream()
                .filter(window -> window.openUntil(now).isPresent())
                .map(Maintenance::mute)
                .toList();
    }

    Instant now() {
        return clock.instant();
    }
}
