package dev.portreach.alert.incident;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

/** Incidents by id. */
@ApplicationScoped
public class IncidentRepository implements PanacheRepositoryBase<IncidentRow, String> {

    private static final int AT_ONCE = 200;

    /** Those whose opening was muted, some of them, kept from others until the transaction ends. */
    List<IncidentRow> held() {
        return find("held = true order by id")
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .page(0, AT_ONCE)
                .list();
    }
}
