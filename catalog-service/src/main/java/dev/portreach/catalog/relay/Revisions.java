package dev.portreach.catalog.relay;

import dev.portreach.catalog.assignment.AssignmentRenderer;
import dev.portreach.catalog.boot.ProbingConfig;
import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.load.Loads;
import dev.portreach.catalog.recheck.RecheckRepository;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.stop.StopRepository;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.Recheck;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes and keeps the revisions of each site's assignment; a new one only where its content differs. */
@Singleton
class Revisions {

    private final RelayTables tables;
    private final CatalogReader catalog;
    private final EntityManager entities;
    private final StopRepository stops;
    private final RecheckRepository rechecks;
    private final AssignmentRenderer renderer;
    private final ProbingConfig probing;
    private final InstantSource clock;
    private final EventCodec<Assignment> codec = new EventCodec<>(EventType.ASSIGNMENT);

    Revisions(
            RelayTables tables,
            CatalogReader catalog,
            EntityManager entities,
            StopRepository stops,
            RecheckRepository rechecks,
            AssignmentRenderer renderer,
            ProbingConfig probing,
            InstantSource clock) {
        this.tables = tables;
        this.catalog = catalog;
        this.entities = entities;
        this.stops = stops;
        this.rechecks = rechecks;
        this.renderer = renderer;
        this.probing = probing;
        this.clock = clock;
    }

    /** All that the assignments of some sites are made of. */
    private record Sources(
            CatalogView view,
            Loads loads,
            Map<String, Site> sites,
            Map<String, String> stops,
            Map<String, List<Recheck>> rechecks,
            Instant now) {}

    /**
     * Renders the sites from the catalog as it stands, and stores what is new. What changes after the outbox was read
     * has an outbox row of its own, and its turn later.
     */
    @Transactional
    List<Outgoing> prepare(List<Pending> batch) throws SQLException {
        entities.createNativeQuery("set transaction isolation level repeatable read") // one instant for all tables
                .executeUpdate();
        List<String> ids = batch.stream().map(Pending::site).toList();
        Sources sources = sources(ids);
        Map<String, Revision> latest = tables.latest(ids);
        List<Outgoing> outgoing = new ArrayList<>();
        List<Revision> made = new ArrayList<>();
        for (Pending pending : batch) {
            Optional<Revision> before = Optional.ofNullable(latest.get(pending.site()));
            Optional<Revision> next = next(pending.site(), before, sources);
            next.ifPresent(made::add);
            outgoing.add(new Outgoing(
                    pending, next.or(() -> before.filter(revision -> pending.forced() || !revision.isDelivered()))));
        }
        tables.insert(made);
        return outgoing;
    }

    @Transactional
    void delivered(List<Outgoing> outgoing) throws SQLException {
        tables.delivered(outgoing, clock.instant());
    }

    private Sources sources(List<String> ids) {
        CatalogView view = catalog.read();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Sources(
                view,
                renderer.loads(view, probing.maxConnectionsPerSecond()),
                view.sites().stream().collect(Collectors.toMap(Site::id, Function.identity())),
                stops.reasonsOf(ids),
                rechecks.openAt(ids, now),
                now);
    }

    /** The revision that is to follow; empty if the latest says it all, or the site came and went before anything was sent. */
    private Optional<Revision> next(String site, Optional<Revision> latest, Sources sources) {
        Optional<Assignment> rendered = Optional.ofNullable(sources.sites().get(site))
                .map(there -> renderer.render(there, sources.view(), 1, sources.now(), sources.loads())
                        .stopped(sources.stops().get(site))
                        .rechecking(sources.rechecks().getOrDefault(site, List.of())));
        boolean isSame = latest.map(revision -> says(revision, rendered)).orElse(rendered.isEmpty());
        if (isSame) {
            return Optional.empty();
        }
        long number = latest.map(Revision::revision).orElse(0L) + 1;
        return Optional.of(new Revision(
                site,
                number,
                sources.now(),
                rendered.map(assignment -> text(assignment.under(number, sources.now())))
                        .orElse(null),
                null));
    }

    /** Whether it would be the same text under the same revision and time. */
    private boolean says(Revision latest, Optional<Assignment> rendered) {
        if (rendered.isEmpty() || latest.isTombstone()) {
            return rendered.isEmpty() && latest.isTombstone();
        }
        return latest.content().equals(text(rendered.get().under(latest.revision(), latest.issuedAt())));
    }

    private String text(Assignment assignment) {
        return new String(codec.write(assignment), StandardCharsets.UTF_8);
    }
}
