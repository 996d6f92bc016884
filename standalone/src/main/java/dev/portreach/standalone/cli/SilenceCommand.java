package dev.portreach.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.standalone.rest.RestClient;
import dev.portreach.standalone.view.SilenceText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Mutes messages for a time; incidents stay visible. */
@Command(
        name = "silence",
        description = "Mute messages for a time; incidents stay visible.",
        mixinStandardHelpOptions = true)
final class SilenceCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: add, list or expire");
    }

    @Command(name = "add", description = "Mute what matches, from now on.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(
                            paramLabel = "MATCHER",
                            arity = "1..*",
                            description = "Such as site=lyon or 'component=~delivery-.*'; all must hold.")
                    List<String> matchers,
            @Option(names = "--for", paramLabel = "TIME", description = "How long: 30m, 2h, 7d or PT2H30M.")
                    String lasting,
            @Option(names = "--from", paramLabel = "INSTANT", description = "When it begins. Default: now.")
                    String from,
            @Option(names = "--until", paramLabel = "INSTANT", description = "When it ends, instead of --for.")
                    String until,
            @Option(names = "--comment", paramLabel = "TEXT", required = true, description = "Why.") String comment,
            @Option(
                            names = "--author",
                            paramLabel = "NAME",
                            defaultValue = "${sys:user.name}",
                            description = "Who. Default: ${DEFAULT-VALUE}.")
                    String author,
            @Mixin AlertOption alert) {
        if ((lasting == null) == (until == null)) {
            throw new ParameterException(spec.commandLine(), "give either --for or --until");
        }
        Map<String, Object> silence = new TreeMap<>();
        silence.put("matchers", matchers);
        silence.put("author", author);
        silence.put("comment", comment);
        if (from != null) {
            silence.put("from", from);
        }
        silence.put("until", until != null ? until : end(from, lasting));
        JsonNode added = new RestClient().post(alert.api("silences"), silence);
        print(SilenceText.one(added));
        return 0;
    }

    @Command(name = "list", description = "List silences, active and pending.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--all", description = "The expired ones too.") boolean all, @Mixin AlertOption alert) {
        print(SilenceText.list(new RestClient().get(alert.api("silences?limit=500")), all));
        return 0;
    }

    @Command(name = "expire", description = "End a silence now.", mixinStandardHelpOptions = true)
    int expire(@Parameters(paramLabel = "ID", description = "As in the list.") String id, @Mixin AlertOption alert) {
        String path =
                "silences/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        print(SilenceText.one(new RestClient().delete(alert.api(path))));
        return 0;
    }

    private String end(String from, String lasting) {
        try {
            Instant begin =
                    from == null ? Instant.now() : OffsetDateTime.parse(from).toInstant();
            return begin.plus(Times.duration(lasting)).toString();
        } catch (DateTimeException | ArithmeticException e) {
            throw new ParameterException(
                    spec.commandLine(), "--for needs a time such as 2h, --from one such as 2026-03-01T22:00:00Z", e);
        }
    }

    private void print(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }
}
