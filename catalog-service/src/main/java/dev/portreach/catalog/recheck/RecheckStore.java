package dev.portreach.catalog.recheck;

import dev.portreach.catalog.check.Slug;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.problem.ProblemKind;
import dev.portreach.catalog.site.SiteRepository;
import dev.portreach.catalog.stop.StopRepository;
import dev.portreach.catalog.store.Change;
import dev.portreach.catalog.store.ChangeJournal;
import dev.portreach.contracts.assignment.Recheck;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Takes requests to probe now, each with audit and outbox rows in one transaction. */
@Singleton
public class RecheckStore {

    /** A second request for a check within this time is the same one: a button pressed twice. */
    static final Duration SAME_WITHIN = Duration.ofSeconds(5);

    private static final int MAX_CHECK = 320; // as in the assignment's schema

    private final RecheckRepository rows;
    private final SiteRepository sites;
    private final StopRepository stops;
    private final ProbedChecks probed;
    private final ChangeJournal journal;
    private final InstantSource clock;

    public RecheckStore(
            RecheckRepository rows,
            SiteRepository sites,
            StopRepository stops,
            ProbedChecks probed,
            ChangeJournal journal,
            InstantSource clock) {
        this.rows = rows;
        this.sites = sites;
        this.stops = stops;
        this.probed = probed;
        this.journal = journal;
        this.clock = clock;
    }

    /** The open requests of the site. */
    @Transactional
    public List<OpenRecheck> list(String site) {
        requireSite(site);
        return rows.open(site, clock.instant()).stream()
                .map(RecheckEntity::toOpen)
                .toList();
    }

    /**
     * Asks the site's agents to probe the check now.
     *
     * @throws ProblemException 404 if there is no such site, or its agents do not probe the check; 409 if probing is
     *     stopped there, or too many requests are open
     */
    @Transactional
    public OpenRecheck request(String site, RecheckRequest request, String who) {
        journal.begin();
        requireSite(site);
        String check = request.check();
        Violations violations = new Violations();
        violations.requiredText("check", check, MAX_CHECK);
        ProblemException.throwIfAny(violations);
        if (!probed.has(site, check)) {
            throw ProblemException.notFound("check that agents of site %s probe, of id".formatted(site), check);
        }
        stops.reasonOf(site).ifPresent(reason -> {
            throw conflict("probing is stopped at site %s: %s".formatted(site, reason));
        });
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        rows.dropOver(site, now);
        Optional<RecheckEntity> before = rows.find(site, check);
        if (before.isPresent() && before.get().requestedAt.plus(SAME_WITHIN).isAfter(now)) {
            return before.get().toOpen();
        }
        if (before.isEmpty() && rows.open(site, now).size() >= Recheck.MAX_OPEN) {
            throw conflict("%d rechecks are open at site %s; each is for %d minutes"
                    .formatted(Recheck.MAX_OPEN, site, Recheck.OPEN_FOR.toMinutes()));
        }
        OpenRecheck old = before.map(RecheckEntity::toOpen).orElse(null);
        RecheckEntity row = before.orElseGet(RecheckEntity::new);
        row.id = RecheckEntity.key(site, check);
        row.site = site;
        row.checkId = check;
        row.requestedBy = who;
        row.requestedAt = now;
        rows.persistAndFlush(row);
        journal.record(new Change(who, "recheck", "check", check, old, row.toOpen(), List.of(site)));
        return row.toOpen();
    }

    private static ProblemException conflict(String reason) {
        return new ProblemException(ProblemKind.CONFLICT, reason, List.of());
    }

    private void requireSite(String site) {
        if (!Slug.is(site) || sites.findByIdOptional(site).isEmpty()) {
            throw ProblemException.notFound("site", Slug.is(site) ? site : "of that id");
        }
    }
}
