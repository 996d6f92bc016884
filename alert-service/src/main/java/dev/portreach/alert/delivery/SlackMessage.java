package dev.portreach.alert.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A chat message in the shape of Slack's incoming webhooks, within Block Kit's limits (docs.slack.dev, "Blocks"): a
 * header of 150 characters, a section's text of 3,000, a field's of 2,000.
 *
 * @param text what notifications show
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SlackMessage(String text, List<Attachment> attachments) {

    record Attachment(String color, List<Block> blocks) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Block(String type, Text text, List<Text> fields) {}

    record Text(String type, String text) {}

    private static final int HEADER_LIMIT = 150;
    private static final int SECTION_LIMIT = 3_000;
    private static final int FIELD_LIMIT = 2_000;
    private static final String RED = "#d92d20";
    private static final String GREEN = "#12872f";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static SlackMessage test() {
        return new SlackMessage("Portreach test: this channel works.", null);
    }

    static SlackMessage of(Notice notice, Incident incident) {
        boolean resolved = notice == Notice.RESOLVED;
        String title = (resolved ? "Resolved: " : "") + orEmpty(incident.title());
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block("header", new Text("plain_text", cut(title, HEADER_LIMIT)), null));
        if (incident.summary() != null && !incident.summary().isBlank()) {
            blocks.add(new Block("section", markdown(escape(incident.summary()), SECTION_LIMIT), null));
        }
        blocks.add(new Block("section", null, fields(incident, resolved)));
        return new SlackMessage(
                cut(escape(title), SECTION_LIMIT), List.of(new Attachment(resolved ? GREEN : RED, blocks)));
    }

    private static List<Text> fields(Incident incident, boolean resolved) {
        List<Text> fields = new ArrayList<>();
        fields.add(field("Since", time(incident.onset() == null ? incident.openedAt() : incident.onset())));
        if (resolved && incident.resolvedAt() != null) {
            fields.add(field("Until", time(incident.resolvedAt()) + duration(incident)));
        }
        if (!incident.sites().isEmpty()) {
            fields.add(field("Sites", String.join(", ", incident.sites())));
        }
        if (!incident.components().isEmpty()) {
            fields.add(field("Components", String.join(", ", incident.components())));
        }
        fields.add(field("Checks", Integer.toString(incident.totalChecks())));
        String contacts = incident.responsible().stream()
                .filter(who -> who.contact() != null)
                .map(who -> who.site() + ": " + who.contact())
                .collect(Collectors.joining("\n"));
        if (!contacts.isEmpty()) {
            fields.add(field("Who acts", contacts));
        }
        fields.add(field("Incident", incident.id()));
        return fields;
    }

    private static String duration(Incident incident) {
        if (incident.onset() == null || incident.resolvedAt().isBefore(incident.onset())) {
            return "";
        }
        Duration lasted = Duration.between(incident.onset(), incident.resolvedAt());
        return " (%d min %d s)".formatted(lasted.toMinutes(), lasted.toSecondsPart());
    }

    private static Text field(String name, String value) {
        return markdown("*" + name + "*\n" + escape(value), FIELD_LIMIT);
    }

    private static Text markdown(String text, int limit) {
        return new Text("mrkdwn", cut(text, limit));
    }

    private static String time(Instant instant) {
        return instant == null ? "unknown" : TIME.format(instant);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** Slack's three control characters. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - 1;
        int wholeCharacters = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
        return text.substring(0, wholeCharacters) + "…";
    }
}
