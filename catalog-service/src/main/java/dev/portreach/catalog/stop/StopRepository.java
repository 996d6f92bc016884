package dev.portreach.catalog.stop;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of stops. */
@Singleton
public class StopRepository implements PanacheRepositoryBase<StopEntity, String> {

    /** Why the site is stopped; empty if it is not. */
    public Optional<String> reasonOf(String site) {
        return findByIdOptional(site).map(row -> row.reason);
    }

    /** The same for those of the sites that are stopped. */
    public Map<String, String> reasonsOf(Collection<String> sites) {
        return stream("site in ?1", sites).collect(Collectors.toMap(row -> row.site, row -> row.reason));
    }

    List<Stop> all() {
        return list("order by site").stream().map(StopEntity::toStop).toList();
    }
}
