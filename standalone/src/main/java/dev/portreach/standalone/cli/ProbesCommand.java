package dev.portreach.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.standalone.rest.RestClient;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what agents do now: the kill switch, which stops all probing at sites and lets it go on, and a look out of turn. */
@Command(
        name = "probes",
        description = "Stop all probing at sites, let it go on, or have one check probed now.",
        mixinStandardHelpOptions = true)
final class ProbesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say stop, start, status or recheck");
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

    @Command(
            name = "recheck",
            description = "Agents of the site probe one check whole, once, now: within their rates, large ranges take a"
                    + " while.",
            mixinStandardHelpOptions = true)
    int recheck(
            @Mixin CatalogOption target,
            @Option(names = "--site", paramLabel = "SITE", required = true, description = "Whose agents.") String site,
            @Option(
                            names = "--check",
                            paramLabel = "ID",
                            required = true,
                            description = "As in the matrix and in incidents: vantage:subject:endpoint:policy.")
                    String check) {
        JsonNode accepted = new RestClient()
                .post(target.api("sites/%s/rechecks".formatted(KillSwitch.encoded(site))), Map.of("check", check));
        say("%s: %s is probed now; what is seen comes as any result does (asked for at %s)"
                .formatted(site, check, accepted.path("requestedAt").asText()));
        return 0;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
