package dev.portreach.alert.proof;

import dev.portreach.alert.problem.Page;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.problem.Query;
import dev.portreach.contracts.proof.ProofReport;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Proofs over REST. */
@Path("/api/v1/proofs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "proofs")
public class ProofResource {

    private static final int LONGEST = 253;

    private final ProofService service;
    private final ProofStore store;

    ProofResource(ProofService service, ProofStore store) {
        this.service = service;
        this.store = store;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Adds what a preflight found; the same again is answered with 200 instead of 201")
    public Response add(ProofReport report, @Context UriInfo at) {
        if (report == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        ProofService.Taken taken = service.take(report);
        return Response.status(taken.isNew() ? 201 : 200)
                .location(at.getAbsolutePathBuilder()
                        .path(taken.proof().report().id().toString())
                        .build())
                .entity(taken.proof())
                .build();
    }

    @GET
    @Operation(summary = "Lists what preflights found, the newest first; agents' results are in history")
    public Page<ProofSummary> list(
            @QueryParam("endpoint") String endpoint,
            @QueryParam("policy") String policy,
            @QueryParam("origin") String origin,
            @QueryParam("from") String from,
            @QueryParam("until") String until,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Optional<Instant> begin = Query.instant("from", from);
        Optional<Instant> end = Query.instant("until", until);
        if (begin.isPresent() && end.isPresent() && !begin.get().isBefore(end.get())) {
            throw ProblemException.invalid("from", "must be before until");
        }
        ProofFilter filter =
                new ProofFilter(text("endpoint", endpoint), text("policy", policy), text("origin", origin), begin, end);
        int size = Query.limit(limit);
        return Page.of(
                store.list(filter, ProofPosition.parse(Query.cursor(cursor)), size + 1),
                size,
                proof -> new ProofPosition(proof.at(), proof.id()).toString());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Shows all that a preflight found")
    public StoredProof get(@PathParam("id") String id) {
        try {
            return service.get(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("proof", id);
        }
    }

    private static Optional<String> text(String name, String text) {
        if (text != null && (text.isBlank() || text.length() > LONGEST || text.matches("(?s).*\\p{Cntrl}.*"))) {
            throw ProblemException.invalid(name, "must be 1 to %d characters on one line".formatted(LONGEST));
        }
        return Optional.ofNullable(text);
    }
}
