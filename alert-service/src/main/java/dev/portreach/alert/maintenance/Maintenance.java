package dev.portreach.alert.maintenance;

import dev.portreach.alert.definition.Definition;
import dev.portreach.alert.matcher.Matchers;
import dev.portreach.alert.muting.Mute;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A maintenance window as it is kept. */
@Entity
@Table(name = "maintenance")
public class Maintenance extends Definition {

    @Id
    private String id;

    private String matchers;

    @Column(name = "starts_at")
    private Instant startsAt;

    @Column(name = "ends_at")
    private Instant endsAt;

    private String cron;
    private String zone;

    @Column(name = "duration_sec")
    private Long durationSeconds;

    private String comment;

    protected Maintenance() {}

    Maintenance(String id) {
        this.id = id;
    }

    void define(MaintenanceInput.Valid valid, Instant now) {
        this.matchers = valid.matchers().stored();
        this.startsAt = valid.from();
        this.endsAt = valid.until();
        this.cron = valid.cron();
        this.zone = valid.zone() == null ? null : valid.zone().getId();
        this.durationSeconds =
                valid.duration() == null ? null : valid.duration().toSeconds();
        this.comment = valid.comment();
        changed(now);
    }

    /** When the window that is open now ends. */
    Optional<Instant> openUntil(Instant now) {
        if (cron != null) {
            return recurrence().openUntil(now);
        }
        return Optional.of(endsAt).filter(end -> !now.isBefore(startsAt) && now.isBefore(end));
    }

    /** When it was open, by what it says now. */
    Past past(Instant from, Instant to, int most) {
        List<Opening> openings = new ArrayList<>();
        if (cron != null) {
            openings.addAll(recurrence().openings(from, to, most));
        } else if (startsAt.isBefore(to) && endsAt.isAfter(from)) {
            openings.add(new Opening(startsAt.isBefore(from) ? from : startsAt, endsAt.isAfter(to) ? to : endsAt));
        }
        return new Past(id, Matchers.ofStored(matchers), openings);
    }

    private Optional<Instant> nextAfter(Instant now) {
        return cron != null
                ? recurrence().nextAfter(now)
                : Optional.of(startsAt).filter(start -> start.isAfter(now));
    }

    private Recurrence recurrence() {
        return Recurrence.of(cron, Recurrence.zone(zone), Duration.ofSeconds(durationSeconds));
    }

    Mute mute() {
        return new Mute("maintenance/" + id, Matchers.ofStored(matchers));
    }

    String id() {
        return id;
    }

    MaintenanceView view(Instant now) {
        return new MaintenanceView(
                id,
                Matchers.ofStored(matchers).texts(),
                startsAt,
                endsAt,
                cron,
                zone,
                durationSeconds == null ? null : Duration.ofSeconds(durationSeconds),
                comment,
                openUntil(now).orElse(null),
                nextAfter(now).orElse(null),
                createdAt(),
                updatedAt());
    }
}
