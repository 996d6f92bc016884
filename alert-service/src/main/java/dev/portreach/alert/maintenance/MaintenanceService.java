package dev.portreach.alert.maintenance;

import dev.portreach.alert.definition.Definitions;
import dev.portreach.alert.definition.Saved;
import dev.portreach.alert.muting.Mute;
import dev.portreach.alert.problem.Preconditions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Defines maintenance windows; each change is one transaction. */
@ApplicationScoped
public class MaintenanceService {

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

    Instant now() {
        return clock.instant();
    }
}
