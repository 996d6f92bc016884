package dev.portreach.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.standalone.rest.RestClient;
import dev.portreach.standalone.view.ReportText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Availability of each component at each site over a time. */
@Command(
        name = "report",
        description = "Show for how much of a time each site could reach each component, and how much of it is known.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    /** What is printed. */
    enum Format {
        table,
        csv
    }

    private static final int PAGE = 500;

    @Option(names = "--site", paramLabel = "ID", description = "Only this site.")
    private String site;

    @Option(names = "--component", paramLabel = "ID", description = "Only this component.")
    private String component;

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "Only sites with this label.")
    private String label;

    @Option(names = "--from", paramLabel = "INSTANT", description = "From this time on.")
    private String from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "Until this time. Default: now.")
    private String to;

    @Option(
            names = "--last",
            paramLabel = "TIME",
            defaultValue = "30d",
            description = "Instead of --from: so long before --to. Default: ${DEFAULT-VALUE}.")
    private String last;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Times are read by its clocks, such as Europe/Paris. Default: ${DEFAULT-VALUE}.")
    private String zone;

    @Option(names = "--without-maintenance", description = "The time of maintenance windows does not count.")
    private boolean withoutMaintenance;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Mixin
    private AlertOption alert;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Instant end = to == null ? Instant.now() : time("--to", to);
        Instant begin = from == null ? end.minus(last()) : time("--from", from);
        StringBuilder query = new StringBuilder("availability?by=site,component&limit=%d&from=%s&to=%s&maintenance=%s"
                .formatted(PAGE, begin, end, withoutMaintenance ? "exclude" : "include"));
        add(query, "site", site);
        add(query, "component", component);
        add(query, "label", label);
        RestClient rest = new RestClient();
        List<JsonNode> pages = new ArrayList<>();
        String next = null;
        do {
            pages.add(rest.get(alert.api(query + (next == null ? "" : "&cursor=" + encoded(next)))));
            next = pages.get(pages.size() - 1).path("next").asText(null);
        } while (next != null);
        spec.commandLine().getOut().println(format == Format.csv ? ReportText.csv(pages) : ReportText.table(pages));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static void add(StringBuilder query, String name, String value) {
        if (value != null) {
            query.append('&').append(name).append('=').append(encoded(value));
        }
    }

    private Instant time(String option, String text) {
        try {
            return Times.instant(text, ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(), option + " needs a time such as 2026-03-01T14:10, --zone one such as UTC", e);
        }
    }

    private Duration last() {
        try {
            return Times.duration(last);
        } catch (DateTimeException | ArithmeticException e) {
            throw new ParameterException(spec.commandLine(), "--last needs a time such as 24h or 30d", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
