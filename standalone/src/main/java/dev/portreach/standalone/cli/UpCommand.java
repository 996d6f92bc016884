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

/** Starts everything but sites and agents, and stays until it is told to stop. */
@Command(
        name = "up",
        description = "Start Kafka, PostgreSQL, catalog-service and alert-service here; state survives restarts.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    @Mixin
    private SystemOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Console console = Console.sinceStart(spec.commandLine().getOut());
        Settings settings = options.settings("up", INTERVAL);
        Foreground.run(console, settings, new RestClient(), stack -> {
            console.ready();
            console.say(WhereToLook.up(settings));
            return () -> {};
        });
        return 0;
    }
}
