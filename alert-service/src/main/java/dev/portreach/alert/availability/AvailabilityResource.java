package dev.portreach.alert.availability;

import dev.portreach.alert.history.CheckDirectory;
import dev.portreach.alert.problem.Page;
import dev.portreach.alert.problem.Period;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.problem.Query;
import dev.portreach.contracts.state.Verdict;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Availability over REST. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "history")
public class AvailabilityResource {

    private static final Duration USUAL_SPAN = Duration.ofDays(30);
    private static final Duration LONGEST_SPAN = Duration.ofDays(800);
    private static final double MILLIS = 1_000.0;

    private record Named(Map<String, String> key, Tally tally) {}

    private final AvailabilityReader reader;
    private final InstantSource clock;

    AvailabilityResource(AvailabilityReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @GET
    @Path("availability")
    @Operation(
            summary = "For how much of a time checks were as demanded; without from and to, the last 30 days",
            description =
                    """
                    Counts confirmed states only, of checks for as long as they were assigned. What is not known is neither up nor
                    down: coverage says how much is known. Results that came late count; revisedAt says when they last changed
                    anything.""")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            value =
                                                    """
                                                    {"from": "2026-02-01T00:00:00Z", "to": "2026-03-01T00:00:00Z", "maintenance": "exclude",
                                                     "revisedAt": "2026-02-11T04:12:09.117Z",
                                                     "items": [{"group": {"site": "lyon", "component": "delivery-receiver"},
                                                       "availability": 0.99962, "coverage": 0.99781, "checks": 4,
                                                       "seconds": {"ok": 9605023.2, "partial": 0.0, "failing": 3651.4, "violated": 0.0,
                                                         "unknown": 21089.4},
                                                       "excludedSeconds": 57600.0, "loss": 0.00041, "observations": 322101}]}""")))
    public AvailabilityView.Report availability(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @Parameter(
                            description =
                                    "site, component, check or label.<name>, separated by commas; default: site,component")
                    @QueryParam("by")
                    String by,
            @QueryParam("site") String site,
            @QueryParam("component") String component,
            @Parameter(description = "only of sites with that label: name=value") @QueryParam("label") String label,
            @Parameter(
                            description =
                                    "exclude: the time of maintenance windows, as they are now, does not count; notApplied names those that ask for what is not known of checks of the past")
                    @QueryParam("maintenance")
                    String maintenance,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Period period = period(from, to);
        Grouping grouping = Grouping.parse(by == null ? "site,component" : by);
        MaintenanceMode mode = mode(maintenance);
        int size = Query.limit(limit);
        String after = Query.cursor(cursor);
        AvailabilityReader.Answer answer = reader.read(filter(site, component, label), period, mode);
        Map<String, Named> groups = new TreeMap<>();
        for (AvailabilityReader.Counted counted : answer.checks()) {
            Map<String, String> key = grouping.of(counted.check(), answer.sites());
            groups.computeIfAbsent(Grouping.position(key), position -> new Named(key, new Tally()))
                    .tally()
                    .merge(counted.tally());
        }
        List<AvailabilityView.Item> items = groups.entrySet().stream()
                .filter(group -> group.getKey().compareTo(after) > 0 || after.isEmpty())
                .limit(size + 1L)
                .map(group -> item(group.getValue().key(), group.getValue().tally()))
                .toList();
        Page<AvailabilityView.Item> page = Page.of(items, size, item -> Grouping.position(item.group()));
        return new AvailabilityView.Report(
                period.from(), period.to(), mode, answer.notApplied(), answer.revisedAt(), page.items(), page.next());
    }

    @GET
    @Path("availability/worst")
    @Operation(
            summary =
                    "The checks that were as demanded for the smallest share of a time; the last 30 days without from and to",
            description = "Of those of which anything is known, the worst first, at most limit.")
    public AvailabilityView.Report worst(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("site") String site,
            @QueryParam("component") String component,
            @QueryParam("label") String label,
            @QueryParam("maintenance") String maintenance,
            @QueryParam("limit") String limit) {
        Period period = period(from, to);
        MaintenanceMode mode = mode(maintenance);
        AvailabilityReader.Answer answer = reader.read(filter(site, component, label), period, mode);
        List<AvailabilityView.Item> items = answer.checks().stream()
                .filter(counted -> counted.tally().availability().isPresent())
                .sorted(Comparator.comparing((AvailabilityReader.Counted counted) ->
                                counted.tally().availability().orElseThrow())
                        .thenComparing(counted -> counted.check().id()))
                .limit(Query.limit(limit))
                .map(counted -> item(Map.of("check", counted.check().id()), counted.tally()))
                .toList();
        return new AvailabilityView.Report(
                period.from(), period.to(), mode, answer.notApplied(), answer.revisedAt(), items, null);
    }

    private static AvailabilityView.Item item(Map<String, String> key, Tally tally) {
        Map<Verdict, Double> seconds = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            if (verdict != Verdict.UNRECOGNISED) {
                seconds.put(verdict, tally.millis(verdict) / MILLIS);
            }
        }
        Optional<Double> loss = tally.loss();
        return new AvailabilityView.Item(
                key,
                tally.availability().orElse(null),
                tally.coverage(),
                tally.checks(),
                seconds,
                tally.excluded() / MILLIS,
                loss.orElse(null),
                loss.isPresent() ? tally.observations() : null);
    }

    private Period period(String from, String to) {
        return Period.of(from, to, USUAL_SPAN, LONGEST_SPAN, clock.instant());
    }

    private static CheckDirectory.Filter filter(String site, String component, String label) {
        return new CheckDirectory.Filter(
                Query.slug("site", site), Query.slug("component", component), label == null ? null : label(label));
    }

    private static CheckDirectory.Label label(String text) {
        int sign = text.indexOf('=');
        if (sign < 1 || text.length() > 300 || text.codePoints().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("label", "must be name=value");
        }
        return new CheckDirectory.Label(text.substring(0, sign), text.substring(sign + 1));
    }

    private static MaintenanceMode mode(String text) {
        String word = Query.oneOf("maintenance", text, Query.words(MaintenanceMode.values()));
        return word == null ? MaintenanceMode.INCLUDE : MaintenanceMode.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
