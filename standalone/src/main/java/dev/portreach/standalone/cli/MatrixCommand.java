package dev.portreach.standalone.cli;

import dev.portreach.standalone.rest.RestClient;
import dev.portreach.standalone.view.MatrixText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The matrix of sites and components as it is now. */
@Command(
        name = "matrix",
        aliases = "status",
        description = "Show sites × components as they are now.",
        mixinStandardHelpOptions = true)
final class MatrixCommand implements Callable<Integer> {

    @Mixin
    private AlertOption alert;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(MatrixText.of(new RestClient().get(alert.api("matrix"))));
        return 0;
    }
}
