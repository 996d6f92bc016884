package dev.portreach.catalog.pack;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.document.YamlText;
import dev.portreach.catalog.edition.KeptByEdition;
import dev.portreach.catalog.pack.file.CsvPack;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.Uploads;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Versions of a pack as they were published. There are few: the list is one page. */
@KeptByEdition
@Path("/api/v1/packs/{id}/versions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "packs")
public class PackVersionResource {

    private final PackStore store;
    private final PackVersions versions;
    private final ObjectMapper json;

    public PackVersionResource(PackStore store, PackVersions versions, ObjectMapper json) {
        this.store = store;
        this.versions = versions;
        this.json = json;
    }

    @GET
    @Operation(summary = "Every version of the pack that was published, the newest first")
    public Page<PackVersion> list(@PathParam("id") String id) {
        List<PackVersion> found = versions.of(store.get(id).id());
        return new Page<>(found, null);
    }

    @GET
    @Path("{version: \\d{1,9}}")
    @Operation(summary = "A version as it was published")
    public Pack get(@PathParam("id") String id, @PathParam("version") int version) {
        return versions.find(store.get(id).id(), version)
                .orElseThrow(() -> ProblemException.notFound("version", "%d of pack %s".formatted(version, id)));
    }

    @GET
    @Path("{version: \\d{1,9}}")
    @Produces(Uploads.YAML)
    @Operation(summary = "The same as YAML")
    public String getYaml(@PathParam("id") String id, @PathParam("version") int version) {
        return YamlText.of(json.valueToTree(get(id, version)));
    }

    @GET
    @Path("{version: \\d{1,9}}")
    @Produces(Uploads.CSV)
    @Operation(summary = "Its rows as CSV")
    public String getTable(@PathParam("id") String id, @PathParam("version") int version) {
        return CsvPack.write(get(id, version));
    }
}
