package dev.portreach.standalone.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Process ids of children with their start times; an id alone may belong to somebody else by now. */
final class PidFiles {

    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final Path directory;

    PidFiles(Path directory) {
        this.directory = directory;
    }

    void write(String name, ProcessHandle process) {
        try {
            Files.createDirectories(directory);
            Files.writeString(file(name), process.pid() + " " + startOf(process));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note the process id of " + name, e);
        }
    }

    void remove(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot forget the process id of " + name, e);
        }
    }

    /**
     * Stops what an earlier launcher left running, at first politely.
     *
     * @return names of the children that were still there
     */
    List<String> stopLeftovers() {
        List<String> stopped = new ArrayList<>();
        List<ProcessHandle> leftovers = new ArrayList<>();
        for (Path file : files()) {
            find(file).ifPresent(process -> {
                leftovers.add(process);
                stopped.add(file.getFileName().toString().replace(".pid", ""));
                process.destroy();
            });
        }
        leftovers.forEach(PidFiles::awaitEnd);
        files().forEach(file -> remove(file.getFileName().toString().replace(".pid", "")));
        return stopped;
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            process.onExit()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<ProcessHandle> find(Path file) {
        try {
            String[] words = Files.readString(file).trim().split(" ", -1);
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startOf(process).equals(words[1]));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // a torn file names nobody
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".pid")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + ".pid");
    }
}
