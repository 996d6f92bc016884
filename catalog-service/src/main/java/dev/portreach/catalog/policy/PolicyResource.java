package dev.portreach.catalog.policy;

import dev.portreach.catalog.edition.KeptByEdition;
import dev.portreach.catalog.store.Filter;
import dev.portreach.catalog.store.ItemResource;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.PageQuery;
import dev.portreach.catalog.store.Words;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Protocol;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Policies over REST. */
@KeptByEdition
@Path("/api/v1/policies")
@Tag(name = "policies")
public class PolicyResource extends ItemResource<PortPolicy> {

    public PolicyResource(PolicyStore store) {
        super(store);
    }

    @GET
    @Operation(summary = "Port policies, in order of key")
    public Page<PortPolicy> list(
            @BeanParam PageQuery page,
            @QueryParam("component") String component,
            @QueryParam("protocol") String protocol,
            @QueryParam("direction") String direction) {
        return items().list(
                        new Filter()
                                .equal("component", component)
                                .equal("protocol", Words.read("protocol", Protocol.class, protocol))
                                .equal("direction", Words.read("direction", Direction.class, direction)),
                        page);
    }
}
