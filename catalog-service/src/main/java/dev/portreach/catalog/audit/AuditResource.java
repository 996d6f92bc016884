package dev.portreach.catalog.audit;

import dev.portreach.catalog.store.Page;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit over REST, the newest change first. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public class AuditResource {

    private final AuditTable table;

    AuditResource(AuditTable table) {
        this.table = table;
    }

    @GET
    @Operation(summary = "Who changed what, when and why, the newest first")
    public Page<AuditEntry> list(@BeanParam AuditQuery query) throws SQLException {
        List<AuditEntry> found = table.read(query);
        List<AuditEntry> shown = found.subList(0, Math.min(query.limit(), found.size()));
        return new Page<>(
                shown,
                found.size() > shown.size()
                        ? Long.toString(shown.get(shown.size() - 1).id())
                        : null);
    }
}
