package dev.portreach.catalog.site;

import dev.portreach.catalog.store.Edit;
import dev.portreach.catalog.store.Filter;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.PageQuery;
import dev.portreach.catalog.store.Replies;
import dev.portreach.catalog.store.Words;
import dev.portreach.contracts.policy.Access;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Sites over REST. */
@Path("/api/v1/sites")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "sites")
public class SiteResource {

    private final SiteStore store;

    public SiteResource(SiteStore store) {
        this.store = store;
    }

    @GET
    public Page<Site> list(
            @BeanParam PageQuery page,
            @QueryParam("region") String region,
            @QueryParam("access") String access,
            @QueryParam("label") List<String> label) {
        return store.list(
                new Filter()
                        .equal("region", region)
                        .equal("access", Words.read("access", Access.class, access))
                        .labels(label),
                page);
    }

    @POST
    public RestResponse<Site> create(Site body, @BeanParam Edit edit, @Context UriInfo at) {
        return Replies.created(store.create(Replies.body(body), edit.who()), at);
    }

    @GET
    @Path("{id}")
    public RestResponse<Site> get(@PathParam("id") String id, @Context UriInfo at) {
        return Replies.of(store.get(id), at);
    }

    @PUT
    @Path("{id}")
    public RestResponse<Site> put(@PathParam("id") String id, Site body, @BeanParam Edit edit, @Context UriInfo at) {
        return Replies.of(store.put(Replies.bodyFor(id, body), edit.preconditions(), edit.who()), at);
    }

    @DELETE
    @Path("{id}")
    public void delete(@PathParam("id") String id, @BeanParam Edit edit) {
        store.delete(id, edit.preconditions(), edit.who());
    }
}
