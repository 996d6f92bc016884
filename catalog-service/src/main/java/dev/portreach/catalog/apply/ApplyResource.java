package dev.portreach.catalog.apply;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.document.Format;
import dev.portreach.catalog.document.ItemFile;
import dev.portreach.catalog.plan.Export;
import dev.portreach.catalog.plan.NamedFile;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.store.Edit;
import dev.portreach.catalog.store.Replies;
import dev.portreach.catalog.store.Uploads;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Configuration as code over REST: the server makes the plan. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "configuration as code")
public class ApplyResource {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/-]{0,199}");

    private final Applier applier;
    private final Export export;

    public ApplyResource(Applier applier, ObjectMapper json) {
        this.applier = applier;
        this.export = new Export(json);
    }

    @POST
    @Path("apply")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make the catalog say what files say",
            description =
                    "Each document says its kind: Pack, Component, Policy, Site or Endpoint. With dryRun nothing changes, and"
                            + " the answer is the plan; sent back as If-Match, exactly that plan is carried out or nothing."
                            + " With prune the files are all there is to be.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "files",
                                            value =
                                                    """
                                                    {"files": [{"name": "sites.yaml",
                                                      "content": "kind: Site\\nid: turin\\naccess: direct\\n---\\nkind: Site\\nid: trieste\\naccess: direct\\n"}]}""")))
    public RestResponse<ApplyReport> apply(
            ApplyRequest body,
            @QueryParam("dryRun") boolean dryRun,
            @QueryParam("prune") boolean prune,
            @BeanParam Edit edit) {
        return ApplyReplies.of(applier.apply(
                files(Replies.body(body)), null, new ApplyOptions(dryRun, prune), edit.preconditions(), edit.who()));
    }

    @POST
    @Path("apply")
    @Consumes(Uploads.YAML)
    @Operation(summary = "The same for one YAML file")
    @RequestBody(
            content =
                    @Content(
                            mediaType = Uploads.YAML,
                            examples =
                                    @ExampleObject(
                                            name = "yaml",
                                            value =
                                                    """
                                                    kind: Component
                                                    id: file-gateway
                                                    ---
                                                    kind: Policy
                                                    key: file-gateway.control
                                                    component: file-gateway
                                                    protocol: tcp
                                                    ports: "7443"
                                                    """)))
    public RestResponse<ApplyReport> applyYaml(
            byte[] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            @QueryParam("dryRun") boolean dryRun,
            @QueryParam("prune") boolean prune,
            @BeanParam Edit edit) {
        return ApplyReplies.of(applier.apply(
                List.of(Uploads.file("body", type, null, body)),
                null,
                new ApplyOptions(dryRun, prune),
                edit.preconditions(),
                edit.who()));
    }

    @GET
    @Path("export")
    @Operation(
            summary = "The catalog as files",
            description = "One file a kind, in a stable order; applying them changes nothing. format is yaml or json.")
    public ApplyRequest export(@QueryParam("format") String format) {
        Format wanted = Format.ofFile("." + (format == null ? "yaml" : format))
                .filter(known -> known != Format.CSV)
                .orElseThrow(() -> ProblemException.invalid("format", "is neither yaml nor json"));
        return new ApplyRequest(export.files(applier.export(), wanted));
    }

    private static List<ItemFile> files(ApplyRequest request) {
        List<ItemFile> files = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<NamedFile> given = request.files() == null ? List.of() : request.files();
        for (int i = 0; i < given.size(); i++) {
            NamedFile file = given.get(i);
            String field = "files[%d]".formatted(i);
            if (file == null || file.name() == null || file.content() == null) {
                throw ProblemException.invalid(field, "has no name or no content");
            }
            if (!NAME.matcher(file.name()).matches() || !names.add(file.name())) {
                throw ProblemException.invalid(field + ".name", "is given twice, or not a plain file name");
            }
            Format format = Format.ofFile(file.name())
                    .filter(known -> known != Format.CSV)
                    .orElseThrow(() -> ProblemException.invalid(field + ".name", "ends in neither .yaml nor .json"));
            files.add(new ItemFile(file.name(), format, null, file.content()));
        }
        return files;
    }
}
