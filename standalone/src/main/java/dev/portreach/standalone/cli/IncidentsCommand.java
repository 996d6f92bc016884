package dev.portreach.standalone.cli;

import dev.portreach.standalone.rest.RestClient;
import dev.portreach.standalone.view.IncidentText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Incidents, the open ones unless told otherwise. */
@Command(name = "incidents", description = "List incidents.", mixinStandardHelpOptions = true)
final class IncidentsCommand implements Callable<Integer> {

    @Mixin
    private AlertOption alert;

    @Option(names = "--all", description = "The resolved ones too.")
    private boolean all;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String query = all ? "incidents?limit=100" : "incidents?status=open&limit=100";
        spec.commandLine().getOut().println(IncidentText.list(new RestClient().get(alert.api(query))));
        return 0;
    }
}
