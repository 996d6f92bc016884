package dev.portreach.standalone.view;

import dev.portreach.standalone.Console;
import dev.portreach.standalone.LauncherException;
import dev.portreach.standalone.rest.RestClient;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows the matrix again whenever it has changed and stayed so for a moment. */
public final class MatrixWatch implements AutoCloseable {

    private static final long POLL_MILLIS = 1_000;

    private final RestClient rest;
    private final String alertUrl;
    private final Console console;
    private final ScheduledExecutorService thread;
    private String shown = "";
    private String last = "";

    private MatrixWatch(RestClient rest, String alertUrl, Console console) {
        this.rest = rest;
        this.alertUrl = alertUrl;
        this.console = console;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "matrix");
            created.setDaemon(true);
            return created;
        });
    }

    public static MatrixWatch start(RestClient rest, String alertUrl, Console console) {
        MatrixWatch watch = new MatrixWatch(rest, alertUrl, console);
        Future<?> unused = watch.thread.scheduleWithFixedDelay(watch::look, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        String now;
        try {
            now = MatrixText.of(rest.get(alertUrl + "/api/v1/matrix"));
        } catch (LauncherException e) {
            return; // alert-service restarts: the next look shows what it says then
        }
        if (now.equals(last) && !now.equals(shown)) {
            console.say(System.lineSeparator() + now);
            shown = now;
        }
        last = now;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
