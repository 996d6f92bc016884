package dev.portreach.alert.definition;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** What an operator defined, as it is kept. */
@MappedSuperclass
public abstract class Definition {

    @Version
    private long version;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** Every change says when it was made, as exactly as the database keeps it. */
    protected void changed(Instant now) {
        updatedAt = now.truncatedTo(ChronoUnit.MICROS);
        createdAt = Objects.requireNonNullElse(createdAt, updatedAt);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public long version() {
        return version;
    }

    /** Differs for every version, also from those of an earlier one of the same id. */
    String etag() {
        return "\"%d-%s\"".formatted(version, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, createdAt), 36));
    }
}
