package dev.portreach.standalone.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.standalone.LauncherException;
import dev.portreach.standalone.rest.RestClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Waits for what alert-service makes of a change; begin it before the change, so that nothing is missed. */
public final class IncidentWatch {

    private static final long POLL_MILLIS = 200;

    private final RestClient rest;
    private final String alertUrl;
    private final Map<String, String> openBefore;
    private final long begin = System.nanoTime();

    private IncidentWatch(RestClient rest, String alertUrl) {
        this.rest = rest;
        this.alertUrl = alertUrl;
        this.openBefore = open();
    }

    public static IncidentWatch start(RestClient rest, String alertUrl) {
        return new IncidentWatch(rest, alertUrl);
    }

    /**
     * @return the new incident and how long it took
     * @throws LauncherException if none opens in time
     */
    public String awaitOpened(Duration patience) {
        while (true) {
            Map<String, String> open = open();
            open.keySet().removeAll(openBefore.keySet());
            if (!open.isEmpty()) {
                return "incident after %s s: %s".formatted(seconds(), String.join("; ", open.values()));
            }
            pause(patience, "no new incident opened within %d s; ./portreach demo status shows the matrix");
        }
    }

    /**
     * @return what was resolved and how long it took
     * @throws LauncherException if something stays open
     */
    public String awaitAllResolved(Duration patience) {
        while (true) {
            Map<String, String> open = open();
            if (open.isEmpty()) {
                return openBefore.isEmpty()
                        ? "no incident was open"
                        : "resolved after %s s: %s".formatted(seconds(), String.join("; ", openBefore.values()));
            }
            pause(patience, "after %d s there are still incidents open; ./portreach incidents lists them");
        }
    }

    private Map<String, String> open() {
        Map<String, String> titles = new LinkedHashMap<>();
        JsonNode page = rest.get(alertUrl + "/api/v1/incidents?status=open&limit=100");
        page.path("items").forEach(incident -> titles.put(incident.path("id").asText(), IncidentText.title(incident)));
        return titles;
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begin) / 1e9);
    }

    private void pause(Duration patience, String failure) {
        if (System.nanoTime() - begin > patience.toNanos()) {
            throw new LauncherException(failure.formatted(patience.toSeconds()));
        }
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted", e);
        }
    }
}
