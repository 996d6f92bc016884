package dev.portreach.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the built things are. */
public final class Repository {

    private Repository() {}

    public static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (path != null && !Files.exists(path.resolve("portreach"))) {
            path = path.getParent();
        }
        if (path == null) {
            throw new IllegalStateException("run this from within the repository: no ./portreach above "
                    + Path.of("").toAbsolutePath());
        }
        return path;
    }

    public static Path launcher() {
        return root().resolve("portreach");
    }

    /** The agent as it is shipped: one jar. */
    public static Path agentJar() throws IOException {
        Path directory = root().resolve("standalone/target/portreach/services/probe-service");
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchFileException(directory + "/*-runner.jar", null, "build first"));
        }
    }
}
