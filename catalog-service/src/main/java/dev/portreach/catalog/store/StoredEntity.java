package dev.portreach.catalog.store;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;

/**
 * A row of the catalog.
 *
 * @param <R> the record that it holds
 */
@MappedSuperclass
public abstract class StoredEntity<R> {

    @Id
    String id;

    @Version
    long version;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    public abstract R toItem();

    /** Takes everything but the id from the record. */
    public abstract void take(R item);

    public String id() {
        return id;
    }

    /** Differs for every version, also from those of an earlier row of the same id. */
    String etag() {
        return "%d-%s".formatted(version, Long.toString(createdAt.toEpochMilli(), 36));
    }
}
