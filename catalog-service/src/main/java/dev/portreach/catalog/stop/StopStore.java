package dev.portreach.catalog.stop;

import dev.portreach.catalog.check.Slug;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.site.SiteRepository;
import dev.portreach.catalog.store.Change;
import dev.portreach.catalog.store.ChangeJournal;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Throws and releases the kill switch of sites, each time with audit and outbox rows in one transaction. */
@Singleton
public class StopStore {

    private final StopRepository rows;
    private final SiteRepository sites;
    private final ChangeJournal journal;
    private final InstantSource clock;

    public StopStore(StopRepository rows, SiteRepository sites, ChangeJournal journal, InstantSource clock) {
        this.rows = rows;
        this.sites = sites;
        this.journal = journal;
        this.clock = clock;
    }

    @Transactional
    public List<Stop> list() {
        return rows.all();
    }

    /** @throws ProblemException 404 if there is no such site, or it is not stopped */
    @Transactional
    public Stop get(String site) {
        requireSite(site);
        return rows.findByIdOptional(site)
                .map(StopEntity::toStop)
                .orElseThrow(() -> ProblemException.notFound("stop of site", site));
    }

    /** Stops the site; again for the same reason changes nothing. */
    @Transactional
    public Stop stop(String site, StopRequest request, String who) {
        journal.begin();
        requireSite(site);
        Stop next = new Stop(
                site,
                request == null ? null : request.reason(),
                who,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Violations violations = new Violations();
        next.check(violations);
        ProblemException.throwIfAny(violations);
        Optional<StopEntity> row = rows.findByIdOptional(site);
        Stop before = row.map(StopEntity::toStop).orElse(null);
        if (before != null && before.reason().equals(next.reason())) {
            return before;
        }
        StopEntity entity = row.orElseGet(StopEntity::new);
        entity.site = site;
        entity.reason = next.reason();
        entity.stoppedBy = next.by();
        entity.stoppedAt = next.since();
        rows.persistAndFlush(entity);
        journal.record(new Change(who, "stop", "site", site, before, next, List.of(site)));
        return next;
    }

    /** Lets the site probe again; does nothing where it is not stopped. */
    @Transactional
    public void start(String site, String who) {
        journal.begin();
        requireSite(site);
        rows.findByIdOptional(site).ifPresent(row -> {
            Stop before = row.toStop();
            rows.delete(row);
            rows.flush();
            journal.record(new Change(who, "start", "site", site, before, null, List.of(site)));
        });
    }

    private void requireSite(String site) {
        if (!Slug.is(site) || sites.findByIdOptional(site).isEmpty()) {
            throw ProblemException.notFound("site", Slug.is(site) ? site : "of that id");
        }
    }
}
