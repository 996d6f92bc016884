package dev.portreach.lab;

import java.nio.file.Files;
import java.nio.file.Path;

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
    public static Path agentJar() {
        Path jar = root().resolve("standalone/target/portreach/services/probe-service.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("no %s; run mvn -DskipTests package first".formatted(jar));
        }
        return jar;
    }
}
