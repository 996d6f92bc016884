package dev.portreach.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A postmaster that outlived the process which started it (kill -9): stopped in order, so that a new one can start. */
final class LeftoverPostgres {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private LeftoverPostgres() {}

    /** The process id in {@code postmaster.pid}, if such a process is alive and looks like PostgreSQL. */
    static Optional<Long> pid(Path data) {
        Path file = data.resolve("postmaster.pid");
        try {
            List<String> lines = Files.readAllLines(file);
            long pid = Long.parseLong(lines.get(0).trim());
            return ProcessHandle.of(pid).filter(LeftoverPostgres::isPostgres).map(ProcessHandle::pid);
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // no file, or a torn one: nothing that could be stopped
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        // A reused id must not cost an innocent process its life.
        return process.isAlive()
                && process.info().command().map(c -> c.endsWith("postgres")).orElse(false);
    }

    static void stop(Path data) throws IOException {
        Optional<ProcessHandle> leftover = pid(data).flatMap(ProcessHandle::of);
        if (leftover.isEmpty()) {
            return;
        }
        // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for clients to leave.
        Process kill = new ProcessBuilder(
                        "kill", "-INT", Long.toString(leftover.get().pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            kill.waitFor(5, TimeUnit.SECONDS);
            leftover.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an earlier PostgreSQL was stopping", e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IOException(
                    "an earlier PostgreSQL (process %d) on %s does not stop; stop it by hand"
                            .formatted(leftover.get().pid(), data),
                    e);
        }
    }
}
