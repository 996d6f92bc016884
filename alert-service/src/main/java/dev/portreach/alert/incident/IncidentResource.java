package dev.portreach.alert.incident;

import dev.portreach.alert.problem.Page;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.problem.Query;
import dev.portreach.contracts.incident.IncidentStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Incidents over REST. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "incidents")
public class IncidentResource {

    private final IncidentReader reader;

    IncidentResource(IncidentReader reader) {
        this.reader = reader;
    }

    @GET
    @Operation(summary = "Lists incidents, the newest first; from and to select those at work in between")
    public Page<IncidentView> list(
            @QueryParam("status") String status,
            @QueryParam("site") String site,
            @QueryParam("component") String component,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Optional<Instant> begin = Query.instant("from", from);
        Optional<Instant> end = Query.instant("to", to);
        if (begin.isPresent() && end.isPresent() && !begin.get().isBefore(end.get())) {
            throw ProblemException.invalid("from", "must be before to");
        }
        IncidentReader.Filter filter = new IncidentReader.Filter(
                Optional.ofNullable(Query.oneOf("status", status, Query.words(IncidentStatus.values()))),
                Optional.ofNullable(Query.slug("site", site)),
                Optional.ofNullable(Query.slug("component", component)),
                begin,
                end);
        int size = Query.limit(limit);
        return Page.of(
                reader.list(filter, IncidentReader.Position.parse(Query.cursor(cursor)), size + 1),
                size,
                view -> new IncidentReader.Position(
                                view.incident().openedAt(), view.incident().id())
                        .toString());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows an incident with its evidence, and who was told of it")
    public IncidentView get(@PathParam("id") String id) {
        return reader.get(id);
    }
}
