package dev.portreach.alert.delivery;

import dev.portreach.alert.payload.Message;
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

    @Column(name = "onset_at")
    @SuppressWarnings("UnusedVariable") // read by the digest's SQL
    private Instant onsetAt;

    @Column(name = "digest_id")
    private UUID digestId;

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
     * A message to be sent at once.
     *
     * @param version of the incident; 0 where it is about none
     * @param ordinal orders the messages about one thing
     */
    Delivery(Message message, long version, String channelId, long ordinal, String payload, Instant now) {
        this.id = UUID.randomUUID();
        this.incidentId = message.id();
        this.incidentVersion = version;
        this.event = message.notice().wireName();
        this.channelId = channelId;
        this.idempotencyKey = message.key();
        this.ordinal = ordinal;
        this.payload = payload;
        this.onsetAt = message.since();
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
                digestId,
                createdAt,
                state.equals("pending") ? nextAttemptAt : null,
                deliveredAt);
    }

    Instant createdAt() {
        return createdAt;
    }

    String channelId() {
        return channelId;
    }

    UUID id() {
        return id;
    }
}
