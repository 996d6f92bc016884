package dev.portreach.alert.delivery;

import dev.portreach.alert.problem.Page;
import dev.portreach.alert.problem.Query;
import io.quarkus.panache.common.Parameters;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The ledger over REST. */
@Path("/api/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "channels")
public class DeliveryResource {

    private static final List<String> STATES = List.of("pending", "sending", "delivered", "cancelled", "digested");

    private final DeliveryRepository deliveries;

    DeliveryResource(DeliveryRepository deliveries) {
        this.deliveries = deliveries;
    }

    @GET
    @Transactional
    @Operation(summary = "Lists what was told, or is to be told, the newest first")
    public Page<DeliveryView> list(
            @QueryParam("incident") String incident,
            @QueryParam("channel") String channel,
            @QueryParam("state") String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Parameters parameters = new Parameters();
        if (incident != null) {
            conditions.add("incidentId = :incident");
            parameters.and("incident", incident);
        }
        if (Query.slug("channel", channel) != null) {
            conditions.add("channelId = :channel");
            parameters.and("channel", channel);
        }
        if (Query.oneOf("state", state, STATES) != null) {
            conditions.add("state = :state");
            parameters.and("state", state);
        }
        if (cursor != null) {
            after(Query.cursor(cursor), conditions, parameters);
        }
        int size = Query.limit(limit);
        List<DeliveryView> found = deliveries
                .find(String.join(" and ", conditions) + " order by createdAt desc, id desc", parameters.map())
                .page(0, size + 1)
                .stream()
                .map(Delivery::view)
                .toList();
        return Page.of(found, size, last -> last.createdAt() + " " + last.id());
    }

    private static void after(String position, List<String> conditions, Parameters parameters) {
        String[] parts = position.split(" ", 2);
        if (parts.length < 2) {
            throw Query.badCursor();
        }
        try {
            parameters.and("createdAt", Instant.parse(parts[0])).and("id", UUID.fromString(parts[1]));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Query.badCursor();
        }
        conditions.add("(createdAt < :createdAt or (createdAt = :createdAt and id < :id))");
    }
}
