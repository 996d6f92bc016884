package dev.portreach.alert.muting;

import dev.portreach.alert.maintenance.MaintenanceService;
import dev.portreach.alert.matcher.IncidentLabels;
import dev.portreach.alert.silence.SilenceService;
import dev.portreach.contracts.incident.Incident;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** All that mutes. */
@ApplicationScoped
public class Mutes {

    private final SilenceService silences;
    private final MaintenanceService maintenance;

    Mutes(SilenceService silences, MaintenanceService maintenance) {
        this.silences = silences;
        this.maintenance = maintenance;
    }

    /** What mutes at that instant; takes part in the caller's transaction. */
    public List<Mute> at(Instant now) {
        return Stream.concat(silences.mutes(now).stream(), maintenance.mutes(now).stream())
                .toList();
    }

    /** What of it mutes the incident; none if it is told. */
    public static List<String> of(List<Mute> mutes, Incident incident) {
        return mutes.isEmpty() ? List.of() : Mute.of(mutes, IncidentLabels.of(incident));
    }
}
