package dev.portreach.alert.latency;

import dev.portreach.alert.history.CheckDirectory;
import dev.portreach.alert.problem.Period;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.problem.Query;
import dev.portreach.alert.rollup.Rollup;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Round-trip times and loss over REST. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "history")
public class LatencyResource {

    private static final Duration USUAL_SPAN = Duration.ofHours(24);
    private static final Duration LONGEST_SPAN = Duration.ofDays(4_000);
    private static final Duration FINEST_STEP = Duration.ofMinutes(5);
    private static final Duration LONGEST_STEP = Duration.ofDays(366);
    private static final int MOST_POINTS = 2_000;

    private final LatencyReader reader;
    private final InstantSource clock;

    LatencyResource(LatencyReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @GET
    @Path("checks/{id}/latency")
    @Operation(
            summary = "Round-trip times and raw loss of a check by step; without from and to, the last 24 hours",
            description =
                    "Steps begin at multiples of their length since 1970, in UTC; the period is widened to whole steps.")
    public LatencyView.Series ofCheck(
            @PathParam("id") String id,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @Parameter(
                            description =
                                    "ISO 8601, a multiple of PT5M; default: the finest that is kept and gives at most 2,000 points")
                    @QueryParam("step")
                    String step) {
        String[] parts = id.split(":", 4);
        if (parts.length < 4) {
            throw ProblemException.notFound("check", id);
        }
        CheckDirectory.Filter filter = new CheckDirectory.Filter(Query.slug("id", parts[1]), null, null);
        return series(filter, check -> check.id().equals(id), from, to, step);
    }

    @GET
    @Path("latency")
    @Operation(summary = "The same of all checks of a site, a component or both, together")
    public LatencyView.Series ofCell(
            @QueryParam("site") String site,
            @QueryParam("component") String component,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("step") String step) {
        return series(filter(site, component), check -> true, from, to, step);
    }

    @GET
    @Path("latency/worst")
    @Operation(
            summary = "The slowest checks of a time, or those that lost most; without from and to, the last 24 hours")
    public LatencyView.Worst worst(
            @Parameter(description = "p50, p95, p99, max or loss; default: p95") @QueryParam("by") String by,
            @QueryParam("site") String site,
            @QueryParam("component") String component,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit) {
        String order = Query.oneOf("by", by, List.of("p50", "p95", "p99", "max", "loss"));
        int size = Query.limit(limit);
        Period asked = Period.of(from, to, USUAL_SPAN, LONGEST_SPAN, clock.instant());
        Period period = widened(asked, reader.finest(asked.from()));
        List<LatencyView.OfCheck> items = reader.byCheck(filter(site, component), period).entrySet().stream()
                .map(entry -> Map.entry(entry, badness(entry.getValue(), order == null ? "p95" : order)))
                .filter(rated -> rated.getValue() >= 0)
                .sorted(Comparator.comparing((Map.Entry<Map.Entry<String, Rollup>, Double> rated) -> -rated.getValue())
                        .thenComparing(rated -> rated.getKey().getKey()))
                .limit(size)
                .map(rated -> new LatencyView.OfCheck(
                        rated.getKey().getKey(),
                        LatencyView.Measured.of(rated.getKey().getValue())))
                .toList();
        return new LatencyView.Worst(period.from(), period.to(), items);
    }

    private LatencyView.Series series(
            CheckDirectory.Filter filter,
            Predicate<CheckDirectory.Entry> wanted,
            String from,
            String to,
            String stepText) {
        Period asked = Period.of(from, to, USUAL_SPAN, LONGEST_SPAN, clock.instant());
        Duration finest = reader.finest(asked.from());
        Duration step = stepText == null ? usual(asked, finest) : step(stepText);
        Period period = widened(asked, step);
        if (step.toMillis() % finest.toMillis() != 0) {
            throw ProblemException.invalid(
                    "step", "must be a multiple of %s: nothing finer is kept of that time".formatted(finest));
        }
        if (Duration.between(period.from(), period.to()).dividedBy(step) > MOST_POINTS) {
            throw ProblemException.invalid("step", "gives more than %d points".formatted(MOST_POINTS));
        }
        List<LatencyView.Point> points = reader.series(filter, wanted, period, step).entrySet().stream()
                .map(point -> new LatencyView.Point(
                        Instant.ofEpochMilli(point.getKey()), LatencyView.Measured.of(point.getValue())))
                .toList();
        return new LatencyView.Series(period.from(), period.to(), step, points);
    }

    private static double badness(Rollup rollup, String order) {
        return switch (order) {
            case "p50" -> rollup.quantile(0.5).orElse(-1);
            case "p99" -> rollup.quantile(0.99).orElse(-1);
            case "max" -> rollup.quantile(1).orElse(-1);
            case "loss" -> (double) rollup.lost() / rollup.count();
            default -> rollup.quantile(0.95).orElse(-1);
        };
    }

    private static Duration usual(Period period, Duration finest) {
        Duration length = Duration.between(period.from(), period.to());
        for (Duration step : List.of(FINEST_STEP, Duration.ofHours(1))) {
            if (step.compareTo(finest) >= 0 && length.dividedBy(step) < MOST_POINTS - 1) {
                return step;
            }
        }
        return Duration.ofDays(Math.max(1, length.toDays() / (MOST_POINTS - 2) + 1));
    }

    private static Duration step(String text) {
        try {
            Duration step = Duration.parse(text);
            if (step.compareTo(FINEST_STEP) >= 0
                    && step.compareTo(LONGEST_STEP) <= 0
                    && step.toNanos() % FINEST_STEP.toNanos() == 0) {
                return step;
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw ProblemException.invalid("step", "must be an ISO 8601 duration such as PT1H");
        }
        throw ProblemException.invalid(
                "step", "must be a multiple of %s, at most %s".formatted(FINEST_STEP, LONGEST_STEP));
    }

    private static Period widened(Period period, Duration step) {
        long width = step.toMillis();
        return new Period(
                Instant.ofEpochMilli(Math.floorDiv(period.from().toEpochMilli(), width) * width),
                Instant.ofEpochMilli(Math.floorDiv(period.to().toEpochMilli() + width - 1, width) * width));
    }

    private static CheckDirectory.Filter filter(String site, String component) {
        return new CheckDirectory.Filter(Query.slug("site", site), Query.slug("component", component), null);
    }
}
