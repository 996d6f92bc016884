package dev.portreach.catalog.stop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of a {@link Stop}. */
@Entity
@Table(name = "stops")
public class StopEntity {

    @Id
    String site;

    String reason;

    @Column(name = "stopped_by")
    String stoppedBy;

    @Column(name = "stopped_at")
    Instant stoppedAt;

    Stop toStop() {
        return new Stop(site, reason, stoppedBy, stoppedAt);
    }
}
