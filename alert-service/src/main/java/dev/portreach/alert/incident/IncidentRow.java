package dev.portreach.alert.incident;

import dev.portreach.alert.delivery.Known;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.incident.Incident;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The newest known version of an incident, with what lists are filtered by beside the whole document. */
@Entity
@Table(name = "incident")
public class IncidentRow {

    private static final EventCodec<Incident> CODEC = new EventCodec<>(EventType.INCIDENT);

    @Id
    private String id;

    private long version;
    private String status;
    private int opening;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "resolved_at")
    private Instant resolvedAt;

    @SuppressWarnings("UnusedVariable") // filtered by in queries
    private String[] sites;

    @SuppressWarnings("UnusedVariable") // filtered by in queries
    private String[] components;

    private String document;
    private boolean held;

    protected IncidentRow() {}

    IncidentRow(String id) {
        this.id = id;
    }

    void take(Incident incident, int opening) {
        this.version = incident.version();
        this.status = incident.status().wireName();
        this.opening = opening;
        this.openedAt = incident.openedAt();
        this.updatedAt = incident.updatedAt();
        this.resolvedAt = incident.resolvedAt();
        this.sites = incident.sites().toArray(String[]::new);
        this.components = incident.components().toArray(String[]::new);
        this.document = new String(CODEC.write(incident), StandardCharsets.UTF_8);
    }

    Incident incident() {
        return CODEC.read(document.getBytes(StandardCharsets.UTF_8));
    }

    void hold(boolean held) {
        this.held = held;
    }

    boolean held() {
        return held;
    }

    boolean isOpen() {
        return status.equals("open");
    }

    Known known() {
        return new Known(version, status.equals("open"), opening);
    }

    Instant openedAt() {
        return openedAt;
    }

    String id() {
        return id;
    }
}
