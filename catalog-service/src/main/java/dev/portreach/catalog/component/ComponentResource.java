package dev.portreach.catalog.component;

import dev.portreach.catalog.edition.KeptByEdition;
import dev.portreach.catalog.store.Filter;
import dev.portreach.catalog.store.ItemResource;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.PageQuery;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Components over REST. */
@KeptByEdition
@Path("/api/v1/components")
@Tag(name = "components")
public class ComponentResource extends ItemResource<Component> {

    public ComponentResource(ComponentStore store) {
        super(store);
    }

    @GET
    @Operation(summary = "Components, in order of id")
    public Page<Component> list(@BeanParam PageQuery page, @QueryParam("pack") String pack) {
        return items().list(new Filter().equal("pack", pack), page);
    }
}
