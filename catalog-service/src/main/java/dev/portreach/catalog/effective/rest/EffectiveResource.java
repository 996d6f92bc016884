package dev.portreach.catalog.effective.rest;

import dev.portreach.catalog.boot.ProbingConfig;
import dev.portreach.catalog.check.Slug;
import dev.portreach.catalog.effective.EffectiveRow;
import dev.portreach.catalog.effective.EffectiveRows;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.relay.CatalogReader;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.site.SiteStore;
import dev.portreach.catalog.store.Page;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What holds for a site in the end, and who said so. A site has as many rows as its assignment: one page. */
@Path("/api/v1/sites/{site}/effective")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assignments")
public class EffectiveResource {

    private final SiteStore sites;
    private final CatalogReader catalog;
    private final ProbingConfig probing;
    private final InstantSource clock;

    public EffectiveResource(SiteStore sites, CatalogReader catalog, ProbingConfig probing, InstantSource clock) {
        this.sites = sites;
        this.catalog = catalog;
        this.probing = probing;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(summary = "Each row that holds for the site, with each value and who said it")
    public Page<EffectiveValues> get(
            @PathParam("site") String site,
            @QueryParam("endpoint") String endpoint,
            @QueryParam("policy") String policy) {
        if (!Slug.is(site)) {
            throw ProblemException.notFound("site", "of that id");
        }
        Site item = sites.get(site).item();
        return new Page<>(
                EffectiveRows.of(item, catalog.read(), clock.instant()).stream()
                        .filter(row -> isWanted(row, endpoint, policy))
                        .map(row -> EffectiveValues.of(row, probing.interval(), probing.deadline()))
                        .toList(),
                null);
    }

    private static boolean isWanted(EffectiveRow row, String endpoint, String policy) {
        return (endpoint == null || endpoint.equals(row.endpoint().id()))
                && (policy == null || policy.equals(row.policy().key()));
    }
}
