package dev.portreach.alert.maintenance;

import dev.portreach.alert.definition.Definitions;
import dev.portreach.alert.definition.Saved;
import dev.portreach.alert.muting.Mute;
import dev.portreach.alert.problem.Preconditions;
import dev.portreach.alert.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Defines maintenance windows; each change is one transaction. */
@ApplicationScoped
public class MaintenanceService {

    private static final int MOST_OPENINGS = 5_000;

    private final MaintenanceRepository windows;
    private final Definitions<Maintenance, String> definitions;
    private final InstantSource clock;

    MaintenanceService(MaintenanceRepository windows, InstantSource clock) {
        this.windows = windows;
        this.definitions = new Definitions<>(windows, "maintenance window");
        this.clock = clock;
    }

    @Transactional
    Saved<Maintenance> put(String id, MaintenanceInput input, Preconditions preconditions) {
        MaintenanceInput.Valid valid = input.validate();
        return definitions.put(
                id, preconditions, () -> new Maintenance(id), window -> window.define(valid, clock.instant()));
    }

    Maintenance get(String id) {
        return definitions.get(id);
    }

    @Transactional
    void delete(String id, Preconditions preconditions) {
        definitions.delete(id, preconditions);
    }

    /** What mutes now; takes part in the caller's transaction. */
    public List<Mute> mutes(Instant now) {
        return windows.candidates(now).stream()
                .filter(window -> window.openUntil(now).isPresent())
                .map(Maintenance::mute)
                .toList();
    }

    /**
     * What was open within a time, by what the windows say now.
     *
     * @throws dev.portreach.alert.problem.ProblemException 400 if one recurs too often to be counted
     */
    @Transactional
    public List<Past> past(Instant from, Instant to) {
        try {
            return windows.candidates(from, to).stream()
                    .map(window -> window.past(from, to, MOST_OPENINGS))
                    .filter(past -> !past.openings().isEmpty())
                    .toList();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    "maintenance",
                    "a window %s within that time; ask for less time, or include".formatted(e.getMessage()));
        }
    }

    Instant now() {
        return clock.instant();
    }
}
