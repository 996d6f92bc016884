package dev.portreach.catalog.stop;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Rows of stops. */
@Singleton
public class StopRepository implements PanacheRepositoryBase<StopEntity, String> {

    /** Why the site is stopped; empty if it is not. */
    public Optional<String> reasonOf(String site) {
        return findByIdOptional(site).map(row -> row.reason);
    }

    List<Stop> all() {
        return list("order by site").stream().map(StopEntity::toStop).toList();
    }
}
