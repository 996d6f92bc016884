package dev.portreach.alert.acknowledge;

import dev.portreach.alert.message.Texts;
import dev.portreach.alert.payload.Gravity;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentSeverity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An acknowledgement as it is kept: of one opening, and of what was known then. */
@Entity
@Table(name = "acknowledgement")
public class Acknowledgement {

    @Id
    @Column(name = "incident_id")
    private String incidentId;

    private int opening;
    private String cause;
    private String severity;
    private String author;
    private String note;

    @Column(name = "acknowledged_at")
    private Instant at;

    protected Acknowledgement() {}

    Acknowledgement(String incidentId) {
        this.incidentId = incidentId;
    }

    void define(Incident incident, int opening, String author, String note, Instant at) {
        this.opening = opening;
        this.cause = incident.cause().key();
        this.severity = Gravity.of(incident).name();
        this.author = author;
        this.note = note;
        this.at = at;
    }

    /** Whether it still stands: the same opening, the same cause, and no worse than it was. */
    boolean stands(Incident incident, int opening) {
        return this.opening == opening
                && cause.equals(incident.cause().key())
                && Gravity.of(incident).compareTo(IncidentSeverity.valueOf(severity)) >= 0;
    }

    AcknowledgementView view() {
        return new AcknowledgementView(author, note, at);
    }

    /** For messages. */
    String line() {
        String who = "Acknowledged by %s at %s".formatted(author, Texts.utc(at));
        return note == null ? who + "." : who + ": " + note;
    }
}
