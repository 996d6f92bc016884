package dev.portreach.standalone.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The kill switch: stops all probing at sites, and lets it go on. */
@Command(name = "probes", description = "Stop all probing at sites, and let it go on.", mixinStandardHelpOptions = true)
final class ProbesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say stop, start or status");
    }

    @Command(
            name = "stop",
            description = "Agents of the sites probe nothing from now on, also after a restart; nobody is alerted.",
            mixinStandardHelpOptions = true)
    int stop(
            @Mixin CatalogOption target,
            @Mixin SiteChoice choice,
            @Option(names = "--reason", paramLabel = "TEXT", description = "For people who wonder.") String reason) {
        KillSwitch killSwitch = new KillSwitch(target);
        for (String site : choice.of(killSwitch)) {
            killSwitch.stop(site, reason);
            say("%s: probing is stopped".formatted(site));
        }
        return 0;
    }

    @Command(name = "start", description = "Agents of the sites probe again.", mixinStandardHelpOptions = true)
    int start(@Mixin CatalogOption target, @Mixin SiteChoice choice) {
        KillSwitch killSwitch = new KillSwitch(target);
        for (String site : choice.of(killSwitch)) {
            killSwitch.start(site);
            say("%s: probing goes on".formatted(site));
        }
        return 0;
    }

    @Command(name = "status", description = "Sites at which probing is stopped.", mixinStandardHelpOptions = true)
    int status(@Mixin CatalogOption target) {
        KillSwitch killSwitch = new KillSwitch(target);
        List<String> lines = killSwitch.stops().findParents("site").stream()
                .map(stop -> "%s: stopped since %s by %s: %s"
                        .formatted(
                                stop.path("site").asText(),
                                stop.path("since").asText(),
                                stop.path("by").asText(),
                                stop.path("reason").asText()))
                .toList();
        say(lines.isEmpty() ? "probing is stopped nowhere" : String.join(System.lineSeparator(), lines));
        return 0;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
