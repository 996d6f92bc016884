package dev.portreach.standalone.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** What the catalog says about files, for people. */
public final class PlanText {

    private PlanText() {}

    /** The plan, item by item, with a line that counts. */
    public static String of(JsonNode report) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        for (JsonNode change : report.path("changes")) {
            String sign =
                    switch (change.path("action").asText()) {
                        case "create" -> "+";
                        case "delete" -> "-";
                        default -> "~";
                    };
            lines.add("%s %s %s"
                    .formatted(
                            sign,
                            change.path("kind").asText(),
                            change.path("id").asText()));
            for (JsonNode field : change.path("fields")) {
                lines.add("    %s: %s -> %s"
                        .formatted(field.path("field").asText(), value(field.path("from")), value(field.path("to"))));
            }
        }
        return lines.add("%d to create, %d to change, %d to delete, %d as they should be"
                        .formatted(
                                report.path("created").asLong(),
                                report.path("changed").asLong(),
                                report.path("deleted").asLong(),
                                report.path("unchanged").asLong()))
                .toString();
    }

    /** What is wrong with the files, a line each. */
    public static String ofProblem(JsonNode problem) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        for (JsonNode error : problem.path("errors")) {
            String place = error.hasNonNull("line")
                    ? ":%d:%d"
                            .formatted(
                                    error.path("line").asInt(),
                                    error.path("column").asInt())
                    : "";
            String field = error.path("field").asText();
            int end = field.indexOf('[');
            String file = end < 0 ? field : field.substring(0, end);
            lines.add("%s%s: %s %s"
                    .formatted(file, place, field, error.path("reason").asText()));
        }
        return lines.length() == 0 ? problem.path("detail").asText() : lines.toString();
    }

    private static String value(JsonNode value) {
        return value.isMissingNode() ? "(none)" : value.toString();
    }
}
