package dev.portreach.standalone.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.result.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The history of a cell, as {@code GET /api/v1/history} answers, by the clocks of a zone. */
public final class HistoryText {

    private static final int NAMED = 3;

    private final DateTimeFormatter format;

    public HistoryText(ZoneId zone) {
        this.format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss zzz", Locale.ROOT)
                .withZone(zone);
    }

    /** Every check at the first instant. */
    public String at(JsonNode cell) {
        List<String> lines = new ArrayList<>();
        lines.add("%s at %s: %s"
                .formatted(
                        name(cell),
                        time(cell.path("from")),
                        verdict(cell.path("intervals").path(0))));
        for (JsonNode check : cell.path("checks")) {
            JsonNode first = check.path("intervals").path(0);
            lines.add("  %-8s  %s  %s"
                    .formatted(verdict(first), checkName(check), seen(first))
                    .stripTrailing());
        }
        if (lines.size() == 1) {
            lines.add("  no check of that site and component was known then");
        }
        return printable(lines);
    }

    /** One line for each time that was alike, with the checks that were not well. */
    public String over(JsonNode cell) {
        List<String> lines = new ArrayList<>();
        lines.add("%s, %s to %s".formatted(name(cell), time(cell.path("from")), time(cell.path("to"))));
        for (JsonNode span : cell.path("intervals")) {
            lines.add("  %s  %-13s  %-8s  %s"
                    .formatted(time(span.path("from")), lasting(span), verdict(span), concerned(cell, span))
                    .stripTrailing());
        }
        return printable(lines);
    }

    /** Which checks have the verdict of the span when it begins. */
    private static String concerned(JsonNode cell, JsonNode span) {
        String verdict = verdict(span);
        if (verdict.equals("ok") || verdict.equals("unknown")) {
            return "";
        }
        List<String> concerned = new ArrayList<>();
        for (JsonNode check : cell.path("checks")) {
            for (JsonNode interval : check.path("intervals")) {
                if (verdict(interval).equals(verdict) && holds(interval, instant(span.path("from")))) {
                    concerned.add(checkName(check) + ": " + seen(interval));
                }
            }
        }
        String named = concerned.stream().limit(NAMED).collect(Collectors.joining("; "));
        return concerned.size() <= NAMED ? named : named + "; and %d more".formatted(concerned.size() - NAMED);
    }

    private static boolean holds(JsonNode interval, Instant at) {
        return !at.isBefore(instant(interval.path("from"))) && at.isBefore(instant(interval.path("to")));
    }

    private static String name(JsonNode cell) {
        return cell.path("site").asText() + " → " + cell.path("component").asText();
    }

    /** Of vantage, subject, endpoint and policy, the vantage only where it is not the subject. */
    private static String checkName(JsonNode check) {
        String[] parts = check.path("check").asText().split(":", 4);
        if (parts.length < 4) {
            return check.path("check").asText();
        }
        String name = parts[2] + " " + parts[3];
        return parts[0].equals(parts[1]) ? name : name + " (from " + parts[0] + ")";
    }

    private static String seen(JsonNode interval) {
        List<String> seen = new ArrayList<>();
        JsonNode agents = interval.path("agents");
        for (JsonNode agent : agents) {
            String runs = runs(agent.path("runs"));
            seen.add(agents.size() == 1 ? runs : agent.path("agent").asText() + " " + runs);
        }
        return String.join("; ", seen);
    }

    private static String runs(JsonNode runs) {
        List<String> texts = new ArrayList<>();
        for (JsonNode run : runs) {
            try {
                texts.add(EventJson.mapper().treeToValue(run, Run.class).toString());
            } catch (JsonProcessingException e) {
                texts.add(run.path("outcome").asText());
            }
        }
        return String.join(", ", texts);
    }

    private static String verdict(JsonNode interval) {
        return interval.path("verdict").asText("unknown");
    }

    private String time(JsonNode instant) {
        return format.format(instant(instant));
    }

    private static Instant instant(JsonNode text) {
        return Instant.parse(text.asText());
    }

    private static String lasting(JsonNode span) {
        Duration lasting = Duration.between(instant(span.path("from")), instant(span.path("to")));
        if (lasting.toDays() > 0) {
            return "%d d %d h".formatted(lasting.toDays(), lasting.toHoursPart());
        }
        if (lasting.toHours() > 0) {
            return "%d h %d min".formatted(lasting.toHours(), lasting.toMinutesPart());
        }
        return lasting.toMinutes() > 0
                ? "%d min %d s".formatted(lasting.toMinutes(), lasting.toSecondsPart())
                : "%d s".formatted(lasting.toSeconds());
    }

    /** What others wrote must not steer the terminal. */
    private static String printable(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("\\p{Cntrl}", "?"))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
