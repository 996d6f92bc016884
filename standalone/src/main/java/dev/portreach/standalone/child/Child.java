package dev.portreach.standalone.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/** One child under supervision. Touched by the supervisor's thread alone, but for the volatile fields. */
final class Child {

    private final ChildSpec spec;
    private final Path log;
    private Instant startedAt = Instant.EPOCH;
    private int deathsInARow;
    private volatile Process process;
    private volatile boolean held;
    private int totalDeaths;

    Child(ChildSpec spec, Path logDirectory) {
        this.spec = spec;
        this.log = logDirectory.resolve(spec.name() + ".log");
    }

    ChildSpec spec() {
        return spec;
    }

    Path log() {
        return log;
    }

    Process process() {
        return process;
    }

    boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** Held children stay down until released: someone wants them dead. */
    boolean isHeld() {
        return held;
    }

    void hold(boolean wanted) {
        held = wanted;
    }

    int totalDeaths() {
        return totalDeaths;
    }

    Instant startedAt() {
        return startedAt;
    }

    int deathsInARow() {
        return deathsInARow;
    }

    void died(int inARow) {
        deathsInARow = inARow;
        totalDeaths++;
    }

    /** Must be called on a thread that outlives the child: the leash ends with the thread that started it. */
    void start(Leash leash, Instant now) {
        try {
            Files.createDirectories(log.getParent());
            Files.createDirectories(spec.directory());
            ProcessBuilder builder = new ProcessBuilder(leash.around(spec.command()))
                    .directory(spec.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(spec.environment());
            process = builder.start();
            startedAt = now;
        } catch (IOException e) {
            throw new UncheckedIOException("%s does not start: %s".formatted(spec.name(), e.getMessage()), e);
        }
    }

    /** The log of the run before stays as {@code name.log.1}. */
    void rotateLog() {
        try {
            if (Files.exists(log)) {
                Files.move(
                        log,
                        log.resolveSibling(log.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
