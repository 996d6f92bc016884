package dev.portreach.alert.maintenance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Maintenance windows by id. */
@ApplicationScoped
public class MaintenanceRepository implements PanacheRepositoryBase<Maintenance, String> {

    List<Maintenance> after(String id, int limit) {
        return find("id > ?1 order by id", id).page(0, limit).list();
    }

    /** Those that can have been open within a time. */
    List<Maintenance> candidates(Instant from, Instant to) {
        return list("cron is not null or (startsAt < ?2 and endsAt > ?1) order by id", from, to);
    }

    /** Those that can be open: recurring ones, and those whose one time is now. */
    List<Maintenance> candidates(Instant now) {
        return list("cron is not null or (startsAt <= ?1 and endsAt > ?1) order by id", now);
    }
}
