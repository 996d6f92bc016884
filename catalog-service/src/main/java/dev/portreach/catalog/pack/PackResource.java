package dev.portreach.catalog.pack;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.document.YamlText;
import dev.portreach.catalog.edition.KeptByEdition;
import dev.portreach.catalog.pack.file.CsvPack;
import dev.portreach.catalog.pack.file.PackFile;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.store.Edit;
import dev.portreach.catalog.store.Filter;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.PageQuery;
import dev.portreach.catalog.store.Replies;
import dev.portreach.catalog.store.Stored;
import dev.portreach.catalog.store.Uploads;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Packs over REST, as JSON and YAML: what POST and PUT take is what GET gives, so that a pack can be carried to another
 * installation. As CSV, the rows alone.
 */
@KeptByEdition
@Path("/api/v1/packs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "packs")
public class PackResource {

    private final PackStore store;
    private final ObjectMapper json;

    public PackResource(PackStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    @GET
    @Operation(summary = "Packs, in order of id")
    public Page<Pack> list(@BeanParam PageQuery page) {
        return store.list(new Filter(), page);
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, Uploads.YAML})
    @Operation(summary = "Publish a pack and bring what it says")
    @APIResponse(
            responseCode = "200",
            description = "With dryRun, what would change",
            content = @Content(schema = @Schema(implementation = PackDifference.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = Pack.class)))
    public RestResponse<?> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = Pack.class))) byte[] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            @BeanParam ImportQuery query,
            @BeanParam Edit edit,
            @Context UriInfo at) {
        PackFile file = read(body, type);
        return placing(
                file,
                () -> query.isDryRun()
                        ? RestResponse.ok(store.preview(file.pack(), true))
                        : Replies.created(store.create(file.pack(), edit.who()), at));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "The pack, in its newest version")
    public RestResponse<Pack> get(@PathParam("id") String id, @Context UriInfo at) {
        return Replies.of(store.get(id), at);
    }

    @GET
    @Path("{id}")
    @Produces(Uploads.YAML)
    @Operation(summary = "The same as YAML")
    public RestResponse<String> getYaml(@PathParam("id") String id) {
        Stored<Pack> pack = store.get(id);
        return text(YamlText.of(json.valueToTree(pack.item())), pack);
    }

    @GET
    @Path("{id}")
    @Produces(Uploads.CSV)
    @Operation(summary = "Its rows as CSV")
    public RestResponse<String> getTable(@PathParam("id") String id) {
        Stored<Pack> pack = store.get(id);
        return text(CsvPack.write(pack.item()), pack);
    }

    @PUT
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, Uploads.YAML})
    @Operation(summary = "Publish a version of the pack and bring what it says")
    @APIResponse(
            responseCode = "200",
            description = "Stored; with dryRun, what would change",
            content = @Content(schema = @Schema(anyOf = {Pack.class, PackDifference.class})))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = Pack.class)))
    public RestResponse<?> put(
            @PathParam("id") String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Pack.class))) byte[] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            @BeanParam ImportQuery query,
            @BeanParam Edit edit,
            @Context UriInfo at) {
        PackFile file = read(body, type);
        return placing(file, () -> put(id, file.pack(), query, edit, at));
    }

    /** Rows of a vendor's table; the name and descriptions are those of the version in force, if there is one. */
    @PUT
    @Path("{id}")
    @Consumes(Uploads.CSV)
    @Operation(summary = "Publish the rows of a vendor's table as a version of the pack")
    @APIResponse(
            responseCode = "200",
            description = "Stored; with dryRun, what would change",
            content = @Content(schema = @Schema(anyOf = {Pack.class, PackDifference.class})))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = Pack.class)))
    public RestResponse<?> putTable(
            @PathParam("id") String id,
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(type = SchemaType.STRING),
                                            examples =
                                                    @ExampleObject(
                                                            name = "table",
                                                            value =
                                                                    """
                                                                    component,port,protocol,direction,purpose
                                                                    Render Farm,7700-7709,TCP,inbound,Jobs
                                                                    """)))
                    byte[] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            @BeanParam ImportQuery query,
            @BeanParam Edit edit,
            @Context UriInfo at) {
        Pack table = Uploads.read(type, () -> CsvPack.read(Replies.body(body), id, query.version()));
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

    private PackFile read(byte[] body, MediaType type) {
        return Uploads.read(type, () -> PackFile.read(Replies.body(body), Uploads.format(type), json));
    }

    /** Says of what is refused where in the file it stands. */
    private static RestResponse<?> placing(PackFile file, Supplier<RestResponse<?>> work) {
        try {
            return work.get();
        } catch (ProblemException refused) {
            throw refused.errors().isEmpty()
                    ? refused
                    : ProblemException.of(refused.kind(), file.placed(refused.errors()));
        }
    }

    private static RestResponse<String> text(String text, Stored<Pack> pack) {
        return RestResponse.ResponseBuilder.ok(text)
                .tag(new EntityTag(pack.etag()))
                .build();
    }
}
