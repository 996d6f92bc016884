package dev.portreach.standalone.cli;

import dev.portreach.standalone.Console;
import dev.portreach.standalone.platform.Settings;
import dev.portreach.standalone.rest.RestClient;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts everything with a workgroup of four sites, and shows what happens to it. */
@Command(
        name = "demo",
        description = "Like up, with four sites, their agents, real listeners and a receiver of webhooks.",
        mixinStandardHelpOptions = true,
        subcommands = {DemoBreakCommand.class, DemoMendCommand.class, DemoStatusCommand.class})
final class DemoCommand implements Callable<Integer> {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    @Mixin
    private SystemOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Console console = Console.sinceStart(spec.commandLine().getOut());
        Settings settings = options.settings("demo", INTERVAL);
        RestClient rest = new RestClient();
        Foreground.run(console, settings, rest, stack -> Demo.start(stack, console, rest));
        return 0;
    }
}
