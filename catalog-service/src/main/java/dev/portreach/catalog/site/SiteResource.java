package dev.portreach.catalog.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.document.CsvFile;
import dev.portreach.catalog.document.CsvTable;
import dev.portreach.catalog.edition.KeptByEdition;
import dev.portreach.catalog.store.ItemResource;
import dev.portreach.catalog.store.Page;
import dev.portreach.catalog.store.PageQuery;
import dev.portreach.catalog.store.Uploads;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sites over REST. */
@KeptByEdition
@Path("/api/v1/sites")
@Tag(name = "sites")
public class SiteResource extends ItemResource<Site> {

    private final ObjectMapper json;

    public SiteResource(SiteStore store, ObjectMapper json) {
        super(store);
        this.json = json;
    }

    @GET
    @Operation(summary = "Sites, in order of id")
    public Page<Site> list(@BeanParam PageQuery page, @BeanParam SiteFilter filter) {
        return items().list(filter.toFilter(), page);
    }

    @GET
    @Produces(Uploads.CSV + ";qs=0.5") // JSON for who says nothing
    @Operation(summary = "All sites that pass the filters as CSV, whatever the limit")
    public String csv(@BeanParam SiteFilter filter) {
        return CsvFile.write(CsvTable.SITES, items().all(filter.toFilter()).map(json::<JsonNode>valueToTree));
    }
}
