package dev.portreach.catalog.relay;

import dev.portreach.catalog.boot.ProbingConfig;
import dev.portreach.catalog.load.EndpointLoad;
import dev.portreach.catalog.load.Loads;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.store.Page;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The endpoints on which probing puts the most, over REST. */
@Path("/api/v1/loads")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "load")
public class LoadResource {

    private static final int MAX_LIMIT = 500;

    private final CatalogReader catalog;
    private final ProbingConfig probing;

    public LoadResource(CatalogReader catalog, ProbingConfig probing) {
        this.catalog = catalog;
        this.probing = probing;
    }

    @GET
    @Transactional
    @Operation(summary = "The busiest endpoints, the busiest first")
    public Page<EndpointLoad> busiest(@QueryParam("limit") @DefaultValue("20") int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.invalid("limit", "is not within 1 to %d".formatted(MAX_LIMIT));
        }
        return new Page<>(
                new Loads(catalog.read(), probing.interval(), probing.maxConnectionsPerSecond()).busiest(limit), null);
    }
}
