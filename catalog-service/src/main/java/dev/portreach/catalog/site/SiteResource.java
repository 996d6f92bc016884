package dev.portreach.catalog.site;

import dev.portreach.catalog.store.Filter;
import dev.portreach.catalog.store.ItemResource;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.PageQuery;
import dev.portreach.catalog.store.Words;
import dev.portreach.contracts.policy.Access;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sites over REST. */
@Path("/api/v1/sites")
@Tag(name = "sites")
public class SiteResource extends ItemResource<Site> {

    public SiteResource(SiteStore store) {
        super(store);
    }

    @GET
    public Page<Site> list(
            @BeanParam PageQuery page,
            @QueryParam("region") String region,
            @QueryParam("access") String access,
            @QueryParam("label") List<String> label) {
        return items().list(
                        new Filter()
                                .equal("region", region)
                                .equal("access", Words.read("access", Access.class, access))
                                .labels(label),
                        page);
    }
}
