package dev.portreach.standalone.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Incidents as lines. */
public final class IncidentText {

    private IncidentText() {}

    /**
     * @param page as {@code GET /api/v1/incidents} answers
     */
    public static String list(JsonNode page) {
        List<String> lines = new ArrayList<>();
        for (JsonNode incident : page.path("items")) {
            lines.add("%-8s  %s  %s  [%s]"
                    .formatted(
                            incident.path("status").asText(),
                            incident.path("openedAt").asText(),
                            title(incident),
                            incident.path("id").asText()));
        }
        return lines.isEmpty() ? "no incident" : String.join(System.lineSeparator(), lines);
    }

    static String title(JsonNode incident) {
        return incident.path("title").asText("(no title)");
    }
}
