package dev.portreach.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.standalone.rest.RestClient;
import dev.portreach.standalone.view.MatrixText;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is broken in the running demo, and what Portreach says about it. */
@Command(
        name = "status",
        description = "Show what is broken in the running demo, and the matrix.",
        mixinStandardHelpOptions = true)
final class DemoStatusCommand implements Callable<Integer> {

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode status = data.control().send(Map.of("command", "status"));
        if (status.path("inForce").isEmpty()) {
            out.println("nothing is broken");
        }
        status.path("inForce").forEach(fault -> out.println("broken: " + fault.asText()));
        String alert = status.path("alert").asText();
        out.println(MatrixText.of(new RestClient().get(alert + "/api/v1/matrix")));
        return 0;
    }
}
