package dev.portreach.alert.incident;

import dev.portreach.alert.matcher.IncidentLabels;
import dev.portreach.alert.matcher.Labels;
import dev.portreach.alert.muting.Mute;
import dev.portreach.alert.muting.Mutes;
import dev.portreach.alert.problem.Fields;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.routing.RouteService;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Says who would be told; tells nobody. */
@Path("/api/v1/routes/test")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "routes")
public class RouteTestResource {

    /**
     * One of the two.
     *
     * @param incident id of an incident
     * @param labels of one check that is to be imagined, such as {@code site} and {@code severity}
     */
    public record Question(String incident, Map<String, String> labels) {}

    /** @param reasons the routes that lead there */
    public record Told(String channel, List<String> reasons) {}

    /**
     * @param channels who would be told if nothing muted it
     * @param silencedBy what mutes it now; empty if it would be told
     */
    public record Result(List<Told> channels, List<String> silencedBy) {}

    private final IncidentRepository incidents;
    private final RouteService routes;
    private final Mutes mutes;
    private final InstantSource clock;

    RouteTestResource(IncidentRepository incidents, RouteService routes, Mutes mutes, InstantSource clock) {
        this.incidents = incidents;
        this.routes = routes;
        this.mutes = mutes;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Says which channels an incident, or labels, would be told to, and why; sends nothing")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Question.class),
                            examples = {
                                @ExampleObject(
                                        name = "labels",
                                        value = "{\"labels\": {\"site\": \"lyon\", \"severity\": \"critical\"}}"),
                                @ExampleObject(name = "incident", value = "{\"incident\": \"inc-4711\"}")
                            }))
    public Result test(Question question) {
        Collection<Labels> checks = checks(question);
        return new Result(
                routes.route(checks).reasons().entrySet().stream()
                        .map(each -> new Told(each.getKey(), List.copyOf(each.getValue())))
                        .toList(),
                Mute.of(mutes.at(clock.instant()), checks));
    }

    private Collection<Labels> checks(Question question) {
        if (question == null || (question.incident() == null) == (question.labels() == null)) {
            throw ProblemException.invalid("body", "must hold either incident or labels");
        }
        if (question.incident() != null) {
            return incidents
                    .findByIdOptional(question.incident())
                    .map(row -> IncidentLabels.of(row.incident()))
                    .orElseThrow(() -> ProblemException.notFound("incident", question.incident()));
        }
        Fields fields = new Fields();
        question.labels()
                .keySet()
                .forEach(name -> fields.require(
                        "labels", Labels.isKnown(name), "has a name that is none of " + Labels.described()));
        fields.check();
        return List.of(Labels.of(question.labels()));
    }
}
