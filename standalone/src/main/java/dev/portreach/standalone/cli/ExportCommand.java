package dev.portreach.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.standalone.rest.RestClient;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the catalog as files that {@code apply} takes. */
@Command(
        name = "export",
        description = "Write the catalog as files: one a kind, in a stable order. Applying them changes nothing.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    enum Format {
        yaml,
        json
    }

    @Mixin
    private CatalogOption catalog;

    @Option(
            names = {"-d", "--directory"},
            required = true,
            paramLabel = "DIR",
            description = "Where to; files of the same names are replaced, others stay.")
    private Path directory;

    @Option(
            names = "--format",
            defaultValue = "yaml",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        for (JsonNode file : new RestClient()
                .getFiles(catalog.api("export?format=" + format))
                .path("files")) {
            String name = file.path("name").asText();
            ConfigurationFiles.write(directory, name, file.path("content").asText());
            spec.commandLine().getOut().println(directory.resolve(name));
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
