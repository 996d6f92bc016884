package dev.portreach.catalog.relay;

import dev.portreach.catalog.assignment.AssignmentRenderer;
import dev.portreach.catalog.boot.ProbingConfig;
import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.load.Loads;
import dev.portreach.catalog.recheck.RecheckRepository;
import dev.portreach.catalog.site.AgentRepository;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.site.SiteEntity;
import dev.portreach.catalog.site.SiteRepository;
import dev.portreach.catalog.stop.StopRepository;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes and keeps the revisions of each site's assignment; a new one only where its content differs. */
@Singleton
class Revisions {

    private final RelayTables tables;
    private final CatalogReader catalog;
    private final SiteRepository sites;
    private final AgentRepository agents;
    private final StopRepository stops;
    private final RecheckRepository rechecks;
    private final AssignmentRenderer renderer;
    private final ProbingConfig probing;
    private final InstantSource clock;
    private final EventCodec<Assignment> codec = new EventCodec<>(EventType.ASSIGNMENT);

    Revisions(
            RelayTables tables,
            CatalogReader catalog,
            SiteRepository sites,
            AgentRepository agents,
            StopRepository stops,
            RecheckRepository rechecks,
            AssignmentRenderer renderer,
            ProbingConfig probing,
            InstantSource clock) {
        this.tables = tables;
        this.catalog = catalog;
        this.sites = sites;
        this.agents = agents;
        this.stops = stops;
        this.rechecks = rechecks;
        this.renderer = renderer;
        this.probing = probing;
        this.clock = clock;
    }

    /**
     * Renders the sites from the catalog as it stands, and stores what is new. What changes after the outbox was read
     * has an outbox row of its own, and its turn later.
     */
    @Transactional
    List<Outgoing> prepare(List<Pending> batch) throws SQLException {
        sites.getEntityManager()
                .createNativeQuery("set transaction isolation level repeatable read") // one instant for all tables
                .executeUpdate();
        CatalogView view = catalog.read();
        Loads loads = renderer.loads(view, probing.maxConnectionsPerSecond());
        List<Outgoing> outgoing = new ArrayList<>();
        for (Pending pending : batch) {
            outgoing.add(new Outgoing(pending, prepare(pending, view, loads)));
        }
        return outgoing;
    }

    @Transactional
    void delivered(Outgoing outgoing) throws SQLException {
        tables.delivered(outgoing.pending(), outgoing.revision(), clock.instant());
    }

    private Optional<Revision> prepare(Pending pending, CatalogView view, Loads loads) throws SQLException {
        Optional<Revision> latest = tables.latest(pending.site());
        Optional<Site> site = sites.findByIdOptional(pending.site()).map(SiteEntity::toItem);
        if (site.isEmpty() && latest.isEmpty()) {
            return Optional.empty(); // came and went before anything was sent
        }
        long next = latest.map(Revision::revision).orElse(0L) + 1;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Assignment> rendered =
                site.map(there -> renderer.render(there, agents.ofSite(there.id()), view, next, now, loads)
                        .stopped(stops.reasonOf(there.id()).orElse(null))
                        .rechecking(rechecks.openAt(there.id(), now)));
        if (latest.isPresent() && says(latest.get(), rendered)) {
            return latest.filter(revision -> pending.forced() || !revision.isDelivered());
        }
        String content = rendered.map(assignment -> new String(codec.write(assignment), StandardCharsets.UTF_8))
                .orElse(null);
        Revision revision = new Revision(pending.site(), next, now, content, null);
        tables.insert(revision);
        return Optional.of(revision);
    }

    private boolean says(Revision latest, Optional<Assignment> rendered) {
        if (rendered.isEmpty() || latest.isTombstone()) {
            return rendered.isEmpty() && latest.isTombstone();
        }
        Assignment sent = codec.read(latest.content().getBytes(StandardCharsets.UTF_8));
        return AssignmentRenderer.haveSameContent(sent, rendered.get());
    }
}
