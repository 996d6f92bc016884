package dev.portreach.standalone.cli;

import dev.portreach.preflight.cli.CheckCommand;
import dev.portreach.standalone.LauncherException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All commands, and how their failures are told. */
@Command(
        name = "portreach",
        description = "Which ports can be reached, from where, and if not, why.",
        mixinStandardHelpOptions = true,
        versionProvider = CommandTree.Version.class,
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            MatrixCommand.class,
            IncidentsCommand.class,
            HistoryCommand.class,
            ReportCommand.class,
            SilenceCommand.class,
            ProbesCommand.class,
            FirewallRequestCommand.class,
            ApplyCommand.class,
            ExportCommand.class,
            CheckCommand.class
        })
public final class CommandTree implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }

    /**
     * Runs a command and returns its exit status: 0 done, 1 failed with a line that says why, 2 wrong usage;
     * {@code apply --dry-run} says 2 where the catalog differs.
     */
    public static int execute(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new CommandTree());
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("portreach: " + message(failure));
            command.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine;
    }

    private static String message(Exception failure) {
        if (failure instanceof LauncherException) {
            return failure.getMessage();
        }
        return "%s (%s); log/launcher.log in the data directory may say more"
                .formatted(failure.getMessage(), failure.getClass().getSimpleName());
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = CommandTree.class.getPackage().getImplementationVersion();
            return new String[] {"portreach " + (version == null ? "(not packaged)" : version)};
        }
    }
}
