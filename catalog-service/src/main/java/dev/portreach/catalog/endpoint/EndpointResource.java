package dev.portreach.catalog.endpoint;

import dev.portreach.catalog.store.Filter;
import dev.portreach.catalog.store.ItemResource;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.PageQuery;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Endpoints over REST. */
@Path("/api/v1/endpoints")
@Tag(name = "endpoints")
public class EndpointResource extends ItemResource<Endpoint> {

    public EndpointResource(EndpointStore store) {
        super(store);
    }

    @GET
    public Page<Endpoint> list(
            @BeanParam PageQuery page,
            @QueryParam("component") String component,
            @QueryParam("address") String address) {
        return items().list(new Filter().equal("component", component).equal("address", address), page);
    }
}
