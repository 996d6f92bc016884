package dev.portreach.catalog.pack;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.pack.file.CsvPack;
import dev.portreach.catalog.pack.file.PackWriter;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.store.Edit;
import dev.portreach.catalog.store.Filter;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.PageQuery;
import dev.portreach.catalog.store.Replies;
import dev.portreach.catalog.store.Stored;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Packs over REST, as JSON and YAML: what POST and PUT take is what GET gives, so that a pack can be carried to another
 * installation. As CSV, the rows alone.
 */
@Path("/api/v1/packs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "packs")
public class PackResource {

    private final PackStore store;
    private final PackBodies bodies;
    private final ObjectMapper json;

    public PackResource(PackStore store, PackBodies bodies, ObjectMapper json) {
        this.store = store;
        this.bodies = bodies;
        this.json = json;
    }

    @GET
    public Page<Pack> list(@BeanParam PageQuery page) {
        return store.list(new Filter(), page);
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, PackBodies.YAML})
    public RestResponse<?> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = Pack.class))) byte[] body,
            @HeaderParam("Content-Type") String type,
            @BeanParam ImportQuery query,
            @BeanParam Edit edit,
            @Context UriInfo at) {
        Pack pack = bodies.read(body, type);
        return query.isDryRun()
                ? RestResponse.ok(store.preview(pack, true))
                : Replies.created(store.create(pack, edit.who()), at);
    }

    @GET
    @Path("{id}")
    public RestResponse<Pack> get(@PathParam("id") String id, @Context UriInfo at) {
        return Replies.of(store.get(id), at);
    }

    @GET
    @Path("{id}")
    @Produces(PackBodies.YAML)
    public RestResponse<String> getYaml(@PathParam("id") String id) {
        Stored<Pack> pack = store.get(id);
        return text(PackWriter.yaml(pack.item(), json), pack);
    }

    @GET
    @Path("{id}")
    @Produces(PackBodies.CSV)
    public RestResponse<String> getTable(@PathParam("id") String id) {
        Stored<Pack> pack = store.get(id);
        return text(CsvPack.write(pack.item()), pack);
    }

    @PUT
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, PackBodies.YAML})
    public RestResponse<?> put(
            @PathParam("id") String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Pack.class))) byte[] body,
            @HeaderParam("Content-Type") String type,
            @BeanParam ImportQuery query,
            @BeanParam Edit edit,
            @Context UriInfo at) {
        return put(id, bodies.read(body, type), query, edit, at);
    }

    /** Rows of a vendor's table; the name and descriptions are those of the version in force, if there is one. */
    @PUT
    @Path("{id}")
    @Consumes(PackBodies.CSV)
    public RestResponse<?> putTable(
            @PathParam("id") String id,
            @RequestBody(content = @Content(schema = @Schema(type = SchemaType.STRING))) byte[] body,
            @HeaderParam("Content-Type") String type,
            @BeanParam ImportQuery query,
            @BeanParam Edit edit,
            @Context UriInfo at) {
        Pack table = bodies.readTable(body, type, id, query.version());
        return put(id, store.exists(id) ? table.describedAs(store.get(id).item()) : table, query, edit, at);
    }

    private RestResponse<?> put(String id, Pack pack, ImportQuery query, Edit edit, UriInfo at) {
        if (!query.isDryRun()) {
            return Replies.of(store.putAs(id, pack, edit.preconditions(), edit.who()), at);
        }
        if (pack.id() != null && !pack.id().equals(id)) {
            throw ProblemException.invalid("id", "differs from that in the path");
        }
        return RestResponse.ok(store.preview(pack.withId(id), false));
    }

    private static RestResponse<String> text(String text, Stored<Pack> pack) {
        return RestResponse.ResponseBuilder.ok(text)
                .tag(new EntityTag(pack.etag()))
                .build();
    }
}
