package dev.portreach.catalog.apply;

import dev.portreach.catalog.document.CsvTable;
import dev.portreach.catalog.plan.Kind;
import dev.portreach.catalog.store.Edit;
import dev.portreach.catalog.store.Uploads;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Many sites at once: created or replaced, all or none. */
@Path("/api/v1/sites/import")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sites")
public class SiteImportResource {

    private final Applier applier;

    public SiteImportResource(Applier applier) {
        this.applier = applier;
    }

    @POST
    @Consumes({Uploads.CSV, Uploads.YAML, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Create or replace sites from a file",
            description = "All or none, in one transaction. If-Match takes the \"plan\" of a dry run.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = Uploads.CSV,
                        examples =
                                @ExampleObject(
                                        name = "csv",
                                        value =
                                                """
                                                id,name,region,access,sources,concurrentUsers,contact,labels,packs
                                                nice,Nice,emea,extranet-vpn,192.0.2.0/24;2001:db8:1::/48,12,network@nice.example,tier=gold,media-composer-cloud
                                                """)),
                @Content(
                        mediaType = Uploads.YAML,
                        examples =
                                @ExampleObject(
                                        name = "yaml",
                                        value =
                                                """
                                                - id: rome
                                                  region: emea
                                                  access: intranet-vpn
                                                  sources: [198.51.100.0/24]
                                                  labels: {tier: silver}
                                                """)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        examples =
                                @ExampleObject(name = "json", value = "[{\"id\": \"oslo\", \"access\": \"direct\"}]"))
            })
    public RestResponse<ApplyReport> importSites(
            byte[] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            @QueryParam("dryRun") boolean dryRun,
            @BeanParam Edit edit) {
        return ApplyReplies.of(applier.apply(
                List.of(Uploads.file("sites", type, CsvTable.SITES, body)),
                Kind.SITE,
                new ApplyOptions(dryRun, false),
                edit.preconditions(),
                edit.who()));
    }
}
