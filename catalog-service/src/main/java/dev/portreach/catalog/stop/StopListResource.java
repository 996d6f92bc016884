package dev.portreach.catalog.stop;

import dev.portreach.catalog.store.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Every site that is stopped, in one page. */
@Path("/api/v1/stops")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "stops")
public class StopListResource {

    private final StopStore store;

    public StopListResource(StopStore store) {
        this.store = store;
    }

    @GET
    @Operation(summary = "Every site where probing is stopped")
    public Page<Stop> list() {
        return new Page<>(store.list(), null);
    }
}
