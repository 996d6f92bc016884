package dev.portreach.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.standalone.LauncherException;
import dev.portreach.standalone.rest.RefusedException;
import dev.portreach.standalone.rest.RestClient;
import dev.portreach.standalone.view.PlanText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the catalog say what files say. The catalog makes the plan; what is carried out is the plan that was shown. */
@Command(
        name = "apply",
        description = "Make the catalog say what files say: show the plan, and carry it out.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:Done, or with --dry-run no difference.",
            "1:Refused, with the reasons.",
            "2:With --dry-run: the catalog differs from the files. Else: wrong usage."
        },
        mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {

    private static final int DIFFERS = 2;

    @Mixin
    private CatalogOption catalog;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "PATH",
            description = "A YAML or JSON file, or a directory of them.")
    private Path path;

    @Option(names = "--dry-run", description = "Only show the plan.")
    private boolean dryRun;

    @Option(
            names = "--prune",
            description = "The files are all there is to be: delete what they do not say, packs apart.")
    private boolean prune;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit.")
    private String reason;

    @Spec
    private CommandSpec spec;

    private final RestClient rest = new RestClient();

    @Override
    public Integer call() {
        Map<String, Object> files = Map.of("files", ConfigurationFiles.read(path));
        try {
            JsonNode plan = send(files, true, null);
            say(PlanText.of(plan));
            boolean differs = !plan.path("changes").isEmpty();
            if (dryRun) {
                return differs ? DIFFERS : 0;
            }
            if (!differs) {
                return 0;
            }
            if (!yes && !agreed()) {
                say("nothing was changed");
                return 1;
            }
            send(files, false, plan.path("plan").asText());
            say("done");
            return 0;
        } catch (RefusedException refused) {
            throw new LauncherException("nothing was changed:" + System.lineSeparator() + said(refused), refused);
        }
    }

    private static String said(RefusedException refused) {
        return refused.status() == 412
                ? "the catalog changed since the plan was shown; look at the new plan"
                : PlanText.ofProblem(refused.problem());
    }

    private JsonNode send(Object files, boolean isDry, String plan) {
        Map<String, String> headers = plan == null ? Map.of() : Map.of("If-Match", '"' + plan + '"');
        String why = reason == null ? "" : "&reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);
        return rest.postFiles(catalog.api("apply?dryRun=%s&prune=%s".formatted(isDry, prune) + why), files, headers);
    }

    /** Asks whoever sits there; from JDK 22 on {@code System.console()} cannot tell whether anybody does. */
    private boolean agreed() {
        spec.commandLine().getOut().print("Carry it out? [y/N] ");
        spec.commandLine().getOut().flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            if (answer == null) {
                throw new LauncherException("nobody is there to ask: say --yes to carry out the plan");
            }
            return answer.strip().equalsIgnoreCase("y");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
