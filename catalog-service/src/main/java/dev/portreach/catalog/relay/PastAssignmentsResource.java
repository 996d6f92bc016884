package dev.portreach.catalog.relay;

import dev.portreach.catalog.check.Slug;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.store.Page;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everything that was ever sent to a site, over REST, also where the site is gone. */
@Path("/api/v1/sites/{site}/assignments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assignments")
public class PastAssignmentsResource {

    private static final int PAGE = 50;

    private final RelayTables tables;
    private final EventCodec<Assignment> codec = new EventCodec<>(EventType.ASSIGNMENT);

    public PastAssignmentsResource(RelayTables tables) {
        this.tables = tables;
    }

    @GET
    @Operation(summary = "Revisions of the site's assignment, the newest first; after is the next of the page before")
    public Page<PastAssignment> list(@PathParam("site") String site, @QueryParam("after") @DefaultValue("0") long after)
            throws SQLException {
        long from = after > 0 ? after : Long.MAX_VALUE;
        List<Revision> found = known(site) ? tables.before(site, from, PAGE + 1) : List.of();
        if (found.isEmpty() && after <= 0) {
            throw ProblemException.notFound("assignment of site", Slug.is(site) ? site : "of that id");
        }
        List<PastAssignment> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(PAGE, found.size()); i++) {
            Instant until = i > 0
                    ? found.get(i - 1).issuedAt()
                    : successor(site, found.get(i).revision());
            shown.add(past(found.get(i), until, false));
        }
        return new Page<>(
                shown, found.size() > PAGE ? Long.toString(shown.get(PAGE - 1).revision()) : null);
    }

    @GET
    @Path("{revision}")
    @Operation(summary = "One revision, whole: the policies by which results that name it were judged")
    public PastAssignment get(@PathParam("site") String site, @PathParam("revision") long revision)
            throws SQLException {
        if (!known(site) || revision < 1 || revision == Long.MAX_VALUE) {
            throw unknown(site, revision);
        }
        Revision found = tables.before(site, revision + 1, 1).stream()
                .filter(candidate -> candidate.revision() == revision)
                .findFirst()
                .orElseThrow(() -> unknown(site, revision));
        return past(found, successor(site, revision), true);
    }

    private Instant successor(String site, long revision) throws SQLException {
        return tables.issuedAfter(site, revision).orElse(null);
    }

    private PastAssignment past(Revision revision, Instant until, boolean whole) {
        Assignment assignment =
                revision.isTombstone() ? null : codec.read(revision.content().getBytes(StandardCharsets.UTF_8));
        return new PastAssignment(
                revision.site(),
                revision.revision(),
                revision.issuedAt(),
                until,
                revision.deliveredAt(),
                assignment == null ? 0 : assignment.checks().size(),
                whole ? assignment : null);
    }

    private static boolean known(String site) {
        return Slug.is(site);
    }

    private static ProblemException unknown(String site, long revision) {
        return ProblemException.notFound(
                "revision %d of the assignment of site".formatted(revision), Slug.is(site) ? site : "of that id");
    }
}
