package dev.portreach.alert.scrape;

import dev.portreach.alert.checkstate.CheckStateReader;
import dev.portreach.alert.history.RecentTimes;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.problem.Query;
import dev.portreach.contracts.state.CheckState;
import io.prometheus.client.exporter.common.TextFormat;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where Prometheus scrapes the states of checks. Apart from {@code /q/metrics}, which is about the service itself. */
@Path("/api/v1/checks/metrics")
@Tag(name = "states")
public class ScrapeResource {

    private final CheckStateReader states;
    private final RecentTimes times;
    private final ScrapeConfig config;

    ScrapeResource(CheckStateReader states, RecentTimes times, ScrapeConfig config) {
        this.states = states;
        this.times = times;
        this.config = config;
    }

    @GET
    @Produces(TextFormat.CONTENT_TYPE_004)
    @Operation(
            summary = "Checks as metrics with blackbox_exporter's names, and outcomes by port",
            description =
                    "404 unless PORTREACH_SCRAPE_MOST_CHECKS is set; 400 where more checks than that are asked for.")
    public String metrics(@QueryParam("site") String site, @QueryParam("component") String component)
            throws IOException {
        int most = config.mostChecks();
        if (most <= 0) {
            throw new ProblemException(
                    404,
                    "not-found",
                    "Not found",
                    "metrics of checks are off; PORTREACH_SCRAPE_MOST_CHECKS says how many a scrape may bring",
                    List.of());
        }
        List<CheckState> found = states.list(
                new CheckStateReader.Filter(Query.slug("site", site), Query.slug("component", component), null),
                "",
                most + 1);
        if (found.size() > most) {
            throw ProblemException.invalid(
                    site == null ? "site" : "component", "more than %d checks; ask for fewer".formatted(most));
        }
        Set<String> vantages =
                found.stream().map(state -> state.scope().vantage()).collect(Collectors.toSet());
        StringWriter text = new StringWriter();
        TextFormat.write004(text, Collections.enumeration(ProbeSamples.of(found, times.medians(vantages))));
        return text.toString();
    }
}
