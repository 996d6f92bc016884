package dev.portreach.standalone.platform;

import dev.portreach.standalone.LauncherException;
import dev.portreach.standalone.child.Supervisor;
import dev.portreach.standalone.rest.RestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Waits until a service says that it is ready, and gives up with the end of its log. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 200;
    private static final int FATAL_DEATHS = 3;
    private static final int SHOWN_LINES = 12;

    private final RestClient rest;
    private final Supervisor supervisor;

    Readiness(RestClient rest, Supervisor supervisor) {
        this.rest = rest;
        this.supervisor = supervisor;
    }

    /**
     * @param name of the child
     * @param baseUrl where its health is asked for
     * @throws LauncherException if it keeps dying or is not ready in two minutes
     */
    void await(String name, String baseUrl) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!rest.isUp(baseUrl + "/q/health/ready")) {
            if (supervisor.deaths(name) >= FATAL_DEATHS) {
                throw new LauncherException("%s does not start.%s".formatted(name, lastLines(supervisor.log(name))));
            }
            if (System.nanoTime() > deadline) {
                throw new LauncherException("%s is not ready after %d s (%s/q/health/ready says why).%s"
                        .formatted(name, PATIENCE.toSeconds(), baseUrl, lastLines(supervisor.log(name))));
            }
            pause();
        }
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return " The end of %s:%n%s"
                    .formatted(
                            log,
                            String.join(
                                    System.lineSeparator(),
                                    lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())));
        } catch (IOException e) {
            return " Its log is " + log;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted while waiting for the services", e);
        }
    }
}
