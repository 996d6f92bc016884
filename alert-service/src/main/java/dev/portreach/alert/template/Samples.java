package dev.portreach.alert.template;

import dev.portreach.alert.payload.Message;
import dev.portreach.alert.payload.Notice;
import dev.portreach.contracts.incident.IncidentSeverity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Messages on which a template is tried before it is taken: every kind, with nothing in it and with very much. */
public final class Samples {

    private static final Instant SINCE = Instant.parse("2026-01-31T10:02:00Z");
    private static final String AWKWARD = "a \"name\" with \\ and {braces}, 名前 😀\n";

    private Samples() {}

    /** @throws TemplateFault if one of them does not become JSON */
    public static void tryAll(MessageTemplate template, Collection<String> secrets) {
        all().forEach(message -> template.render(message, secrets, "https://portreach.example/api/v1/incidents/1"));
    }

    static List<Message> all() {
        List<Message> samples = new ArrayList<>();
        for (Notice notice : Notice.values()) {
            samples.add(message(notice, "title", "", List.of()));
            samples.add(message(notice, AWKWARD.strip(), AWKWARD.repeat(200), Collections.nCopies(60, "lyon \"1\"")));
        }
        return samples;
    }

    private static Message message(Notice notice, String title, String text, List<String> names) {
        return new Message(
                notice,
                "id:" + notice,
                "id",
                title,
                text,
                IncidentSeverity.WARNING,
                "site-port",
                SINCE,
                notice.ends() ? SINCE.plusSeconds(60) : null,
                names,
                names,
                names,
                names.size(),
                null);
    }
}
