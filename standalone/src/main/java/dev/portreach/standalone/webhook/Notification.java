package dev.portreach.standalone.webhook;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a webhook said.
 *
 * @param event such as {@code opened} or {@code resolved}
 * @param incident id
 * @param title the cause in one line
 * @param summary further lines; may be empty
 */
public record Notification(String event, String incident, String title, String summary) {

    /** Reads what it knows and ignores the rest; a test message has no incident. */
    public static Notification of(JsonNode json) {
        JsonNode incident = json.path("incident");
        return new Notification(
                json.path("event").asText("message"),
                incident.path("id").asText(""),
                incident.path("title").asText(json.path("text").asText("(no title)")),
                incident.path("summary").asText(""));
    }

    /** For the terminal; the summary is told where something opens, and is known when it closes. */
    public String text() {
        StringBuilder text = new StringBuilder("webhook ▸ %s: %s".formatted(event, title));
        if (event.equals("opened")) {
            summary.lines()
                    .filter(line -> !line.isBlank() && !line.equals(title))
                    .forEach(line -> text.append(System.lineSeparator())
                            .append("          ")
                            .append(line));
        }
        return text.toString();
    }
}
