package dev.portreach.alert.delivery;

import dev.portreach.contracts.incident.Incident;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of the ledger: one notice for one channel. Sending changes it by SQL, not through this class. */
@Entity
@Table(name = "delivery")
public class Delivery {

    @Id
    private UUID id;

    @Column(name = "incident_id")
    private String incidentId;

    @Column(name = "incident_version")
    private long incidentVersion;

    private String event;

    @Column(name = "channel_id")
    private String channelId;

    @Column(name = "idempotency_key")
    private String idempotencyKey;

    @SuppressWarnings("UnusedVariable") // read by the queue's SQL
    private long ordinal;

    @SuppressWarnings("UnusedVariable") // read by the queue's SQL
    private String payload;

    private String state;
    private int attempts;

    @Column(name = "last_status")
    private Integer lastStatus;

    @Column(name = "last_error")
    private String lastError;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;

    @Column(name = "delivered_at")
    private Instant deliveredAt;

    protected Delivery() {}

    /**
     * A notice to be sent at once.
     *
     * @param ordinal orders the notices of one incident
     */
    Delivery(
            Incident incident,
            NoticePlan.Planned planned,
            String channelId,
            long ordinal,
            String payload,
            Instant now) {
        this.id = UUID.randomUUID();
        this.incidentId = incident.id();
        this.incidentVersion = incident.version();
        this.event = planned.notice().wireName();
        this.channelId = channelId;
        this.idempotencyKey = planned.key();
        this.ordinal = ordinal;
        this.payload = payload;
        this.state = "pending";
        this.createdAt = now;
        this.nextAttemptAt = now;
    }

    DeliveryView view() {
        return new DeliveryView(
                id,
                incidentId,
                incidentVersion,
                event,
                channelId,
                idempotencyKey,
                state,
                attempts,
                lastStatus,
                lastError,
                createdAt,
                state.equals("pending") ? nextAttemptAt : null,
                deliveredAt);
    }

    Instant createdAt() {
        return createdAt;
    }

    UUID id() {
        return id;
    }
}
