package dev.portreach.standalone.install;

import dev.portreach.standalone.LauncherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * The services as they are shipped, in a directory that no build touches: children load classes as they go, and
 * {@code mvn clean} would take the jars away below them.
 *
 * @param buildId names the build
 * @param services holds {@code catalog-service}, {@code alert-service} and {@code probe-service}
 */
public record Distribution(String buildId, Path services) {

    /**
     * Copies a built distribution below {@code target}, unless it is there, and removes older copies.
     *
     * @throws LauncherException if nothing was built
     */
    public static Distribution install(Path built, Path target) {
        Path stamp = built.resolve("build-id");
        if (!Files.isRegularFile(stamp)) {
            throw new LauncherException(
                    "there is no distribution in %s: start ./portreach, which builds it, or run mvn".formatted(built)
                            + " package");
        }
        try {
            String buildId = Files.readString(stamp).trim();
            Path copy = target.resolve(buildId);
            removeOthers(target, copy);
            if (!Files.isDirectory(copy)) {
                Path partial = target.resolve(buildId + ".partial");
                copyTree(built.resolve("services"), partial);
                Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE);
            }
            return new Distribution(buildId, copy);
        } catch (IOException e) {
            throw new UncheckedIOException("the services cannot be copied to " + target, e);
        }
    }

    /** The one jar by which a Quarkus application directory starts. */
    public Path application(String service) {
        return present(services.resolve(service).resolve("quarkus-run.jar"));
    }

    /** The agent is a single file whose name holds its version. */
    public Path agentJar() {
        Path directory = services.resolve("probe-service");
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> missing(directory));
        } catch (IOException e) {
            throw missing(directory);
        }
    }

    private static Path present(Path file) {
        if (!Files.isRegularFile(file)) {
            throw missing(file);
        }
        return file;
    }

    private static LauncherException missing(Path file) {
        return new LauncherException(
                "the distribution is not whole: %s is missing. Build again: mvn package -DskipTests".formatted(file));
    }

    private static void removeOthers(Path target, Path keep) throws IOException {
        if (!Files.isDirectory(target)) {
            return;
        }
        try (Stream<Path> children = Files.list(target)) {
            for (Path child : children.filter(path -> !path.equals(keep)).toList()) {
                deleteTree(child);
            }
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(from)) {
            paths = walk.toList();
        }
        for (Path path : paths) {
            Path copy = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(copy);
            } else {
                // Class archives check the time of a jar.
                Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
