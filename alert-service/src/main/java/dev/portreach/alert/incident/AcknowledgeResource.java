package dev.portreach.alert.incident;

import dev.portreach.alert.acknowledge.AcknowledgementInput;
import dev.portreach.alert.acknowledge.AcknowledgementView;
import dev.portreach.alert.acknowledge.Acknowledgements;
import dev.portreach.alert.delivery.Dispatcher;
import dev.portreach.alert.payload.Notice;
import dev.portreach.alert.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.LockModeType;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Somebody looks after an incident, or no longer does. */
@Path("/api/v1/incidents/{id}/acknowledge")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "incidents")
public class AcknowledgeResource {

    private final IncidentRepository incidents;
    private final Acknowledgements acknowledgements;
    private final Teller teller;
    private final Dispatcher dispatcher;

    AcknowledgeResource(
            IncidentRepository incidents, Acknowledgements acknowledgements, Teller teller, Dispatcher dispatcher) {
        this.incidents = incidents;
        this.acknowledgements = acknowledgements;
        this.teller = teller;
        this.dispatcher = dispatcher;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Acknowledges an open incident, until its cause changes or it gets worse",
            description = "Everyone who was told of the incident is told; updates are not told meanwhile.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = AcknowledgementInput.class),
                            examples =
                                    @ExampleObject(
                                            name = "acknowledge",
                                            value = "{\"by\": \"anna\", \"note\": \"asked the firewall team\"}")))
    public AcknowledgementView acknowledge(@PathParam("id") String id, AcknowledgementInput input) {
        if (input == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        AcknowledgementView view = QuarkusTransaction.requiringNew().call(() -> {
            IncidentRow row = locked(id);
            if (!row.isOpen()) {
                throw ProblemException.conflict("the incident is over");
            }
            int opening = row.known().opening();
            AcknowledgementView made = acknowledgements.acknowledge(row.incident(), opening, input);
            String key = "%s:%s:%d:%d"
                    .formatted(id, Notice.ACKNOWLEDGED, opening, made.at().toEpochMilli());
            teller.tellAcknowledged(row, key);
            return made;
        });
        dispatcher.wake();
        return view;
    }

    @DELETE
    @Operation(summary = "Withdraws an acknowledgement; an opening that it kept quiet is told")
    public void withdraw(@PathParam("id") String id) {
        QuarkusTransaction.requiringNew().run(() -> {
            locked(id);
            acknowledgements.withdraw(id);
        });
    }

    private IncidentRow locked(String id) {
        return incidents
                .findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> ProblemException.notFound("incident", id));
    }
}
