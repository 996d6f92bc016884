package dev.portreach.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.preflight.cli.DurationConverter;
import dev.portreach.standalone.fault.Fault;
import dev.portreach.standalone.rest.RestClient;
import dev.portreach.standalone.view.IncidentWatch;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a fault in the running demo and waits for the incident that names it. */
@Command(
        name = "break",
        description = "Make a real fault in the running demo; without a kind, list them.",
        mixinStandardHelpOptions = true)
final class DemoBreakCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "WHAT", description = "drop, refuse, stop, extranet or agent")
    private String what;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "COMPONENT",
            description = "For stop, instead of --component.")
    private String named;

    @Option(names = "--site", defaultValue = "lyon", description = "Default: ${DEFAULT-VALUE}.")
    private String site;

    @Option(names = "--component", defaultValue = "delivery-receiver", description = "Default: ${DEFAULT-VALUE}.")
    private String component;

    @Option(names = "--port", defaultValue = "33321", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "How long to wait for the incident; 0s not at all. Default: ${DEFAULT-VALUE}.")
    private Duration patience;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (what == null) {
            out.printf("What can be broken:%n%s%n", Fault.Kind.list());
            return 0;
        }
        Fault fault = new Fault(Fault.Kind.of(what), site, named == null ? component : named, port);
        JsonNode status = data.control().send(java.util.Map.of("command", "status"));
        IncidentWatch watch =
                IncidentWatch.start(new RestClient(), status.path("alert").asText());
        out.println(data.control().send(fault.json()).path("done").asText());
        out.flush();
        if (patience.isZero()) {
            return 0;
        }
        out.println(watch.awaitOpened(patience));
        return 0;
    }
}
