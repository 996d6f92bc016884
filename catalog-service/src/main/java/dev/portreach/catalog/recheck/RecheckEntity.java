package dev.portreach.catalog.recheck;

import dev.portreach.contracts.assignment.Recheck;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of an {@link OpenRecheck}. */
@Entity
@Table(name = "rechecks")
public class RecheckEntity {

    @Id
    String id;

    String site;

    @Column(name = "check_id")
    String checkId;

    @Column(name = "requested_by")
    String requestedBy;

    @Column(name = "requested_at")
    Instant requestedAt;

    /** A check has one request at a time. */
    static String key(String site, String check) {
        return site + "/" + check;
    }

    OpenRecheck toOpen() {
        return new OpenRecheck(site, checkId, requestedBy, requestedAt, requestedAt.plus(Recheck.OPEN_FOR));
    }

    Recheck toRecheck() {
        return new Recheck(checkId, requestedAt);
    }
}
