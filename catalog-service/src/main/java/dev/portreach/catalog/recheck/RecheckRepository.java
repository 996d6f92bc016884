package dev.portreach.catalog.recheck;

import dev.portreach.contracts.assignment.Recheck;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of requests. Those that are over stay until the site's next request, and count for nothing. */
@Singleton
public class RecheckRepository implements PanacheRepositoryBase<RecheckEntity, String> {

    /** What the site's agents are told, in order of checks. */
    public List<Recheck> openAt(String site, Instant now) {
        return open(site, now).stream().map(RecheckEntity::toRecheck).toList();
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
