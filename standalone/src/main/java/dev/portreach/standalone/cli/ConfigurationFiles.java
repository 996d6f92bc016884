package dev.portreach.standalone.cli;

import dev.portreach.standalone.LauncherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Configuration on disk. */
final class ConfigurationFiles {

    private static final Pattern TAKEN = Pattern.compile(".*\\.(ya?ml|json)");
    private static final Pattern GIVEN = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}\\.(yaml|json)");

    private ConfigurationFiles() {}

    /** Every YAML and JSON file at and below the path, in order of name; each as name and content. */
    static List<Map<String, String>> read(Path path) {
        if (!Files.exists(path)) {
            throw new LauncherException("there is no file or directory %s".formatted(path));
        }
        try (Stream<Path> found = Files.walk(path)) {
            List<Map<String, String>> files = new ArrayList<>();
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                String name = Files.isRegularFile(path)
                        ? file.getFileName().toString()
                        : path.relativize(file).toString().replace('\\', '/');
                if (TAKEN.matcher(name).matches()) {
                    files.add(Map.of("name", name, "content", content(file)));
                }
            }
            if (files.isEmpty()) {
                throw new LauncherException("%s holds no .yaml, .yml or .json file".formatted(path));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new LauncherException("%s is not UTF-8".formatted(file), e);
        }
    }

    /** Writes a file whose name came from elsewhere: it cannot lead out of the directory. */
    static void write(Path directory, String name, String content) {
        if (!GIVEN.matcher(name).matches()) {
            throw new LauncherException("the catalog gave a file name that is none: " + name.replaceAll("\\p{C}", "?"));
        }
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new LauncherException("%s cannot be written: %s".formatted(directory.resolve(name), e), e);
        }
    }
}
