package dev.portreach.catalog.relay;

import dev.portreach.catalog.assignment.AssignmentRenderer;
import dev.portreach.catalog.boot.ProbingConfig;
import dev.portreach.catalog.check.Slug;
import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.problem.ProblemKind;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.site.SiteStore;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was last sent to a site, over REST. */
@Path("/api/v1/sites/{site}/assignment")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assignments")
public class SentAssignmentResource {

    private final SiteStore sites;
    private final RelayTables tables;
    private final CatalogReader catalog;
    private final AssignmentRenderer renderer;
    private final InstantSource clock;
    private final ProbingConfig probing;
    private final EventCodec<Assignment> codec = new EventCodec<>(EventType.ASSIGNMENT);

    public SentAssignmentResource(
            SiteStore sites,
            RelayTables tables,
            CatalogReader catalog,
            AssignmentRenderer renderer,
            InstantSource clock,
            ProbingConfig probing) {
        this.sites = sites;
        this.tables = tables;
        this.catalog = catalog;
        this.renderer = renderer;
        this.clock = clock;
        this.probing = probing;
    }

    @GET
    @Transactional
    @Operation(summary = "What was last sent to the site, whether it arrived, and what is not probed and why")
    public SentAssignment get(@PathParam("site") String site) throws SQLException {
        if (!Slug.is(site) || !sites.exists(site)) {
            throw ProblemException.notFound("site", Slug.is(site) ? site : "of that id");
        }
        Revision latest = tables.latest(site)
                .filter(revision -> !revision.isTombstone())
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.NOT_FOUND, "nothing was sent to site %s yet".formatted(site), List.of()));
        CatalogView view = catalog.read();
        Site there = sites.get(site).item();
        return new SentAssignment(
                site,
                latest.revision(),
                latest.issuedAt(),
                latest.isDelivered(),
                latest.deliveredAt(),
                tables.isPending(site),
                codec.read(latest.content().getBytes(StandardCharsets.UTF_8)),
                renderer.stretched(
                        there, view, renderer.loads(view, probing.maxConnectionsPerSecond()), clock.instant()),
                renderer.notProbed(there, view, clock.instant()));
    }
}
