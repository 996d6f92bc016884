package dev.portreach.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.standalone.rest.RestClient;
import dev.portreach.standalone.view.HistoryText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a site could reach of a component, at an instant or over a time. */
@Command(
        name = "history",
        description = "Show what a site could reach of a component, at an instant or over a time.",
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {

    /** As REST wants a span, not an instant. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    @Option(names = "--site", paramLabel = "ID", required = true, description = "The site.")
    private String site;

    @Option(names = "--component", paramLabel = "ID", required = true, description = "The component.")
    private String component;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "At this time: 2026-03-01T14:10 by the clocks of --zone, or with an offset.")
    private String at;

    @Option(names = "--from", paramLabel = "INSTANT", description = "From this time on.")
    private String from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "Until this time. Default: now.")
    private String to;

    @Option(
            names = "--last",
            paramLabel = "TIME",
            defaultValue = "24h",
            description = "Instead of --from: so long before --to. Default: ${DEFAULT-VALUE}.")
    private String last;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Times are read and shown by its clocks, such as Europe/Paris. Default: ${DEFAULT-VALUE}.")
    private String zone;

    @Mixin
    private AlertOption alert;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (at != null && (from != null || to != null)) {
            throw new ParameterException(spec.commandLine(), "give either --at, or --from and --to");
        }
        ZoneId place = zone();
        Instant end = at != null
                ? time("--at", at, place).plus(MOMENT)
                : to == null ? Instant.now() : time("--to", to, place);
        Instant begin = at != null ? end.minus(MOMENT) : from != null ? time("--from", from, place) : end.minus(last());
        JsonNode history = new RestClient()
                .get(alert.api("history?site=%s&component=%s&from=%s&to=%s"
                        .formatted(encoded(site), encoded(component), begin, end)));
        HistoryText text = new HistoryText(place);
        spec.commandLine().getOut().println(at != null ? text.at(history) : text.over(history));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new ParameterException(spec.commandLine(), "--zone needs a zone such as Europe/Paris", e);
        }
    }

    private Instant time(String option, String text, ZoneId place) {
        try {
            return Times.instant(text, place);
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(), option + " needs a time such as 2026-03-01T14:10 or 2026-03-01T14:10:00Z", e);
        }
    }

    private Duration last() {
        try {
            return Times.duration(last);
        } catch (DateTimeException | ArithmeticException e) {
            throw new ParameterException(spec.commandLine(), "--last needs a time such as 24h or 7d", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
