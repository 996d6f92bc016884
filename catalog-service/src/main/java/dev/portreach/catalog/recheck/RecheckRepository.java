package dev.portreach.catalog.recheck;

import dev.portreach.contracts.assignment.Recheck;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows of requests. Those that are over stay until the site's next request, and count for nothing. */
@Singleton
public class RecheckRepository implements PanacheRepositoryBase<RecheckEntity, String> {

    /** What the agents of each of the sites are told, in order of checks; sites without requests are left out. */
    public Map<String, List<Recheck>> openAt(Collection<String> sites, Instant now) {
        return stream("site in ?1 and requestedAt > ?2 order by checkId", sites, now.minus(Recheck.OPEN_FOR))
                .collect(Collectors.groupingBy(
                        row -> row.site, Collectors.mapping(RecheckEntity::toRecheck, Collectors.toList())));
    }

    List<RecheckEntity> open(String site, Instant now) {
        return list("site = ?1 and requestedAt > ?2 order by checkId", site, now.minus(Recheck.OPEN_FOR));
    }

    Optional<RecheckEntity> find(String site, String check) {
        return findByIdOptional(RecheckEntity.key(site, check));
    }

    void dropOver(String site, Instant now) {
        delete("site = ?1 and requestedAt <= ?2", site, now.minus(Recheck.OPEN_FOR));
    }
}
