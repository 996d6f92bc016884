package dev.portreach.alert.payload;

import dev.portreach.alert.message.Texts;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentSeverity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing to tell, whatever the receiver. All texts are clean: no control characters but line feeds, no half characters.
 *
 * @param key the same for the same thing, however often it is sent
 * @param id what it is about: an incident's id, or {@code channel:<id>}
 * @param title one line
 * @param text further lines; may be empty
 * @param cause kind of the cause, {@code channel} or {@code none}
 * @param since when it began
 * @param until when it was over; null while it is not
 * @param contacts who acts, one a line
 * @param checks failing checks
 * @param incident null where it is not about one incident
 */
public record Message(
        Notice notice,
        String key,
        String id,
        String title,
        String text,
        IncidentSeverity severity,
        String cause,
        Instant since,
        Instant until,
        List<String> sites,
        List<String> components,
        List<String> contacts,
        int checks,
        Incident incident) {

    /** A name and its value, for messages that show such pairs. */
    record Field(String name, String value) {}

    /** Leaves room for a dozen of them in the smallest chat message. */
    private static final int DIGEST_TITLE = 110;

    private static final String NO_TITLE = "(no title)";

    public Message {
        sites = List.copyOf(sites);
        components = List.copyOf(components);
        contacts = List.copyOf(contacts);
    }

    public static Message of(Notice notice, String key, Incident incident) {
        String title = Clean.line(incident.title());
        return new Message(
                notice,
                key,
                incident.id(),
                title.isEmpty() ? NO_TITLE : title,
                Clean.text(incident.summary()).strip(),
                Gravity.of(incident),
                incident.cause().kind().wireName(),
                since(incident),
                notice.ends() ? until(incident) : null,
                names(incident.sites()),
                names(incident.components()),
                incident.responsible().stream()
                        .filter(who -> who.contact() != null)
                        .map(who -> Clean.line(who.site() + ": " + who.contact()))
                        .toList(),
                incident.totalChecks(),
                incident);
    }

    /** The same with a line before its text, if there is one: who looks after it. */
    public Message with(String line) {
        if (line == null) {
            return this;
        }
        String clean = Clean.line(line);
        return new Message(
                notice,
                key,
                id,
                title,
                text.isEmpty() ? clean : clean + "\n" + text,
                severity,
                cause,
                since,
                until,
                sites,
                components,
                contacts,
                checks,
                incident);
    }

    /** @param every time between two of them */
    public static Message allIsWell(String key, Duration every, Instant now) {
        return plain(
                Notice.ALL_IS_WELL,
                key,
                "all-is-well",
                "Portreach is judging",
                "Sent every %s while all that comes in is judged. If it does not come, look at Portreach."
                        .formatted(every),
                IncidentSeverity.INFO,
                now,
                null);
    }

    public static Message test(String channel, String key, Instant now) {
        return plain(
                Notice.TEST,
                key,
                "test:" + channel,
                "Test of channel " + channel,
                "This channel works. Nothing is wrong, and nobody has to act.",
                IncidentSeverity.INFO,
                now,
                null);
    }

    /** @param since of the first attempt that failed in a row */
    public static Message channelDead(
            String key, String channel, Instant since, Instant now, String error, int waiting) {
        return plain(
                Notice.CHANNEL_DEAD,
                key,
                "channel:" + channel,
                "Channel %s does not take messages".formatted(channel),
                "It has failed for %s (%s). %d messages wait for it; they are kept and sent when it works again."
                        .formatted(Texts.lasting(since, now), error, waiting),
                IncidentSeverity.WARNING,
                since,
                null);
    }

    public static Message channelRecovered(String key, String channel, Instant since, Instant now) {
        return plain(
                Notice.CHANNEL_RECOVERED,
                key,
                "channel:" + channel,
                "Channel %s takes messages again".formatted(channel),
                "It had failed for %s. What waited is sent now.".formatted(Texts.lasting(since, now)),
                IncidentSeverity.WARNING,
                since,
                now);
    }

    /** @param old incidents as they stand now, the oldest first */
    public static Message digest(String key, List<Incident> old, Instant now) {
        String lines = old.stream().map(Message::digestLine).collect(Collectors.joining("\n"));
        Instant first = old.stream().map(Message::since).min(Instant::compareTo).orElse(now);
        return plain(
                Notice.DIGEST,
                key,
                key,
                "%d incidents that could not be told in time".formatted(old.size()),
                lines,
                IncidentSeverity.WARNING,
                first,
                null);
    }

    private static Instant since(Incident incident) {
        return Stream.of(incident.onset(), incident.openedAt(), incident.updatedAt())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static List<String> names(List<String> names) {
        return names.stream().map(Clean::line).filter(name -> !name.isEmpty()).toList();
    }

    private static Instant until(Incident incident) {
        Instant until = incident.resolvedAt() == null ? incident.updatedAt() : incident.resolvedAt();
        return until == null || until.isBefore(since(incident)) ? since(incident) : until;
    }

    private static String digestLine(Incident incident) {
        Instant since = since(incident);
        String stands = incident.resolvedAt() == null
                ? "since %s, not over".formatted(Texts.utc(since))
                : "%s, over after %s".formatted(Texts.utc(since), Texts.lasting(since, incident.resolvedAt()));
        return "• %s (%s; %s)".formatted(Fit.to(Clean.line(incident.title()), DIGEST_TITLE), stands, incident.id());
    }

    private static Message plain(
            Notice notice,
            String key,
            String id,
            String title,
            String text,
            IncidentSeverity severity,
            Instant since,
            Instant until) {
        return new Message(
                notice,
                key,
                id,
                Clean.line(title),
                Clean.text(text),
                severity,
                id.startsWith("channel:") ? "channel" : "none",
                since,
                until,
                List.of(),
                List.of(),
                List.of(),
                0,
                null);
    }

    /** The title with what became of it. */
    public String headline() {
        return switch (notice) {
            // What is no longer looked at is over for us; nobody saw it mended.
            case RESOLVED ->
                (incident != null && incident.change() == IncidentChange.WITHDRAWN ? "Closed: " : "Resolved: ") + title;
            case ACKNOWLEDGED -> "Acknowledged: " + title;
            default -> title;
        };
    }

    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        if (incident == null) {
            return fields;
        }
        fields.add(new Field("Since", Texts.utc(since)));
        if (until != null) {
            fields.add(new Field("Until", "%s (%s)".formatted(Texts.utc(until), Texts.lasting(since, until))));
        }
        if (!sites.isEmpty()) {
            fields.add(new Field("Sites", String.join(", ", sites)));
        }
        if (!components.isEmpty()) {
            fields.add(new Field("Components", String.join(", ", components)));
        }
        if (checks > 0) {
            fields.add(new Field("Checks", Integer.toString(checks)));
        }
        if (!contacts.isEmpty()) {
            fields.add(new Field("Who acts", String.join("\n", contacts)));
        }
        fields.add(new Field("Incident", Clean.line(id)));
        return fields;
    }
}
