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

/** Many endpoints at once: created or replaced, all or none. */
@Path("/api/v1/endpoints/import")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "endpoints")
public class EndpointImportResource {

    private final Applier applier;

    public EndpointImportResource(Applier applier) {
        this.applier = applier;
    }

    @POST
    @Consumes({Uploads.CSV, Uploads.YAML, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Create or replace endpoints from a file",
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
                                                id,component,address,portOverrides,siteAddresses,site,sites
                                                receiver-7,delivery-receiver,10.0.0.7,delivery-receiver.data=20020-20039;delivery-receiver.control=33322,,,"region=emea,tier in (gold,silver)"
                                                """)),
                @Content(
                        mediaType = Uploads.YAML,
                        examples =
                                @ExampleObject(
                                        name = "yaml",
                                        value =
                                                """
                                                - id: receiver-8
                                                  component: delivery-receiver
                                                  address: 10.0.0.8
                                                  sites: access=extranet-vpn
                                                """)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        examples =
                                @ExampleObject(
                                        name = "json",
                                        value =
                                                """
                                                [{"id": "receiver-9", "component": "delivery-receiver", "address": "10.0.0.9"}]"""))
            })
    public RestResponse<ApplyReport> importEndpoints(
            byte[] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            @QueryParam("dryRun") boolean dryRun,
            @BeanParam Edit edit) {
        return ApplyReplies.of(applier.apply(
                List.of(Uploads.file("endpoints", type, CsvTable.ENDPOINTS, body)),
                Kind.ENDPOINT,
                new ApplyOptions(dryRun, false),
                edit.preconditions(),
                edit.who()));
    }
}
