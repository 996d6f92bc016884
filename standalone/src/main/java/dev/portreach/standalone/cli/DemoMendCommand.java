package dev.portreach.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.preflight.cli.DurationConverter;
import dev.portreach.standalone.rest.RestClient;
import dev.portreach.standalone.view.IncidentWatch;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Repairs all faults and waits until no incident is open. */
@Command(
        name = "mend",
        description = "Repair everything in the running demo and wait until it is seen.",
        mixinStandardHelpOptions = true)
final class DemoMendCommand implements Callable<Integer> {

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "How long to wait for the resolution; 0s not at all. Default: ${DEFAULT-VALUE}.")
    private Duration patience;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode status = data.control().send(Map.of("command", "status"));
        IncidentWatch watch =
                IncidentWatch.start(new RestClient(), status.path("alert").asText());
        out.println(data.control().send(Map.of("command", "mend")).path("done").asText());
        out.flush();
        if (!patience.isZero()) {
            out.println(watch.awaitAllResolved(patience));
        }
        return 0;
    }
}
