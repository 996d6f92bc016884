package dev.portreach.standalone.cli;

import dev.portreach.standalone.LauncherException;
import dev.portreach.standalone.rest.RestClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what a site's firewalls are to let pass, for its administrators. */
@Command(
        name = "firewall-request",
        description = "What must be open for a site, for the administrators of its firewalls.",
        mixinStandardHelpOptions = true)
final class FirewallRequestCommand implements Callable<Integer> {

    private static final List<String> FORMATS = List.of("markdown", "html", "csv", "nftables", "cisco-ios", "json");

    @Spec
    private CommandSpec spec;

    @Mixin
    private CatalogOption catalog;

    @Option(names = "--site", paramLabel = "SITE", required = true, description = "The site's id.")
    private String site;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "markdown",
            description = "markdown, html, csv, nftables, cisco-ios or json. Default: ${DEFAULT-VALUE}.")
    private String format;

    @Option(names = "--only", paramLabel = "failing", description = "failing: only what the evidence shows blocked.")
    private String only;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Writes to the file instead; replaces one that is there.")
    private Path output;

    @Override
    public Integer call() {
        requireWord("--format", format, FORMATS);
        if (only != null) {
            requireWord("--only", only, List.of("failing"));
        }
        String text = new RestClient()
                .text(catalog.api("sites/%s/firewall-request?format=%s%s"
                        .formatted(encoded(site), format, only == null ? "" : "&only=" + only)));
        if (output == null) {
            spec.commandLine().getOut().print(text.endsWith("\n") ? text : text + "\n");
            spec.commandLine().getOut().flush();
        } else {
            write(text);
        }
        return 0;
    }

    private void write(String text) {
        try {
            Files.writeString(output, text);
        } catch (IOException e) {
            throw new LauncherException("--output %s cannot be written: %s".formatted(output, e.getMessage()), e);
        }
    }

    private void requireWord(String option, String given, List<String> words) {
        if (!words.contains(given)) {
            throw new ParameterException(
                    spec.commandLine(), "%s '%s' is none of %s".formatted(option, given, String.join(", ", words)));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
