package dev.portreach.catalog.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.document.CsvFile;
import dev.portreach.catalog.document.CsvTable;
import dev.portreach.catalog.edition.KeptByEdition;
import dev.portreach.catalog.store.Filter;
import dev.portreach.catalog.store.ItemResource;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.PageQuery;
import dev.portreach.catalog.store.Uploads;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Endpoints over REST. */
@KeptByEdition
@Path("/api/v1/endpoints")
@Tag(name = "endpoints")
public class EndpointResource extends ItemResource<Endpoint> {

    private final ObjectMapper json;

    public EndpointResource(EndpointStore store, ObjectMapper json) {
        super(store);
        this.json = json;
    }

    @GET
    @Operation(summary = "Endpoints, in order of id")
    public Page<Endpoint> list(
            @BeanParam PageQuery page,
            @QueryParam("component") String component,
            @QueryParam("address") String address) {
        return items().list(filter(component, address), page);
    }

    @GET
    @Produces(Uploads.CSV + ";qs=0.5") // JSON for who says nothing
    @Operation(summary = "All endpoints that pass the filters as CSV, whatever the limit")
    public String csv(@QueryParam("component") String component, @QueryParam("address") String address) {
        return CsvFile.write(
                CsvTable.ENDPOINTS, items().all(filter(component, address)).map(json::<JsonNode>valueToTree));
    }

    private static Filter filter(String component, String address) {
        return new Filter().equal("component", component).equal("address", address);
    }
}
