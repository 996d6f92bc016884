package dev.portreach.catalog.relay;

import dev.portreach.catalog.boot.ProbingConfig;
import dev.portreach.catalog.endpoint.EndpointStore;
import dev.portreach.catalog.load.EndpointLoad;
import dev.portreach.catalog.load.Loads;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What probing puts on an endpoint, over REST. */
@Path("/api/v1/endpoints/{endpoint}/load")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "load")
public class EndpointLoadResource {

    private final EndpointStore endpoints;
    private final CatalogReader catalog;
    private final ProbingConfig probing;

    public EndpointLoadResource(EndpointStore endpoints, CatalogReader catalog, ProbingConfig probing) {
        this.endpoints = endpoints;
        this.catalog = catalog;
        this.probing = probing;
    }

    @GET
    @Transactional
    @Operation(summary = "Connections a second that all sites together put on the endpoint")
    public EndpointLoad get(@PathParam("endpoint") String endpoint) {
        return new Loads(catalog.read(), probing.interval(), probing.maxConnectionsPerSecond())
                .of(endpoints.get(endpoint).item());
    }
}
