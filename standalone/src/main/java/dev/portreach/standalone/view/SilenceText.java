package dev.portreach.standalone.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Silences as text. */
public final class SilenceText {

    private SilenceText() {}

    /**
     * One line a silence.
     *
     * @param all the expired ones too
     */
    public static String list(JsonNode page, boolean all) {
        List<String> lines = new ArrayList<>();
        page.path("items").forEach(silence -> {
            if (all || !silence.path("state").asText().equals("expired")) {
                lines.add(one(silence));
            }
        });
        return lines.isEmpty() ? "no silences" : String.join("\n", lines);
    }

    /** State, times, matchers, who and why. */
    public static String one(JsonNode silence) {
        List<String> matchers = new ArrayList<>();
        silence.path("matchers").forEach(matcher -> matchers.add(matcher.asText()));
        return printable("%s  %-7s  %s to %s  %s  (%s: %s)"
                .formatted(
                        silence.path("id").asText(),
                        silence.path("state").asText(),
                        silence.path("from").asText(),
                        silence.path("until").asText(),
                        String.join(", ", matchers),
                        silence.path("author").asText(),
                        silence.path("comment").asText()));
    }

    /** What others wrote must not steer the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
