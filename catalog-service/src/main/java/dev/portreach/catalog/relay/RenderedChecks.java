package dev.portreach.catalog.relay;

import dev.portreach.catalog.assignment.AssignmentRenderer;
import dev.portreach.catalog.recheck.ProbedChecks;
import dev.portreach.catalog.site.SiteRepository;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Tells what agents probe by rendering their site's assignment, in the caller's transaction. */
@Singleton
class RenderedChecks implements ProbedChecks {

    private static final long ANY_REVISION = 1;

    private final SiteRepository sites;
    private final CatalogReader catalog;
    private final AssignmentRenderer renderer;
    private final InstantSource clock;

    RenderedChecks(SiteRepository sites, CatalogReader catalog, AssignmentRenderer renderer, InstantSource clock) {
        this.sites = sites;
        this.catalog = catalog;
        this.renderer = renderer;
        this.clock = clock;
    }

    @Override
    public boolean has(String site, String check) {
        return sites
                .findByIdOptional(site)
                .map(row -> renderer.render(row.toItem(), catalog.read(), ANY_REVISION, clock.instant()))
                .stream()
                .flatMap(assignment -> assignment.checks().stream())
                .anyMatch(assigned -> assigned.id().equals(check));
    }
}
