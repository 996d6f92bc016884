package dev.portreach.alert.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * A message for a Teams workflow that posts what a webhook sends: an Adaptive Card of version 1.2 in an attachment, at most
 * 28 KB (learn.microsoft.com, "Create Incoming Webhooks with Workflows"). Texts are runs of rich text, in which Teams reads
 * no Markdown, so that no name can become a link.
 */
public record TeamsPayload(String type, List<Attachment> attachments) {

    public record Attachment(String contentType, @JsonInclude String contentUrl, Card content) {}

    public record Card(
            @JsonProperty("$schema") String schema, String type, String version, List<Line> body, Width msteams) {}

    /** A paragraph of runs. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(String type, List<Run> inlines, String spacing) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Run(String type, String text, String weight, String size, String color) {}

    public record Width(String width) {}

    static final int LARGEST_BYTES = 28_000;

    private static final int TITLE_LIMIT = 300;
    private static final int TEXT_LIMIT = 5_000;
    private static final int FIELD_LIMIT = 500;
    private static final int LINES = 40;

    public static TeamsPayload of(Message message) {
        int text = TEXT_LIMIT;
        TeamsPayload payload = of(message, text);
        // Only a text of nearly nothing but long characters and empty lines comes here.
        while (Json.bytes(payload) > LARGEST_BYTES && text > 1) {
            text /= 2;
            payload = of(message, text);
        }
        return payload;
    }

    private static TeamsPayload of(Message message, int textLimit) {
        List<Line> body = new ArrayList<>();
        body.add(
                line(new Run("TextRun", Fit.to(message.headline(), TITLE_LIMIT), "Bolder", "Medium", colour(message))));
        if (!message.text().isEmpty()) {
            Fit.to(message.text(), textLimit)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .limit(LINES)
                    .forEach(line -> body.add(line(run(line, null))));
        }
        for (Message.Field field : message.fields()) {
            String value = Fit.to(field.value().replace("\n", "; "), Math.min(FIELD_LIMIT, textLimit));
            body.add(line(run(field.name() + ": ", "Bolder"), run(value, null)));
        }
        Card card = new Card(
                "http://adaptivecards.io/schemas/adaptive-card.json", "AdaptiveCard", "1.2", body, new Width("Full"));
        return new TeamsPayload(
                "message", List.of(new Attachment("application/vnd.microsoft.card.adaptive", null, card)));
    }

    private static Line line(Run... runs) {
        return new Line("RichTextBlock", List.of(runs), "Small");
    }

    private static Run run(String text, String weight) {
        return new Run("TextRun", text, weight, null, null);
    }

    private static String colour(Message message) {
        return switch (Colour.of(message)) {
            case RED -> "Attention";
            case AMBER -> "Warning";
            case GREEN -> "Good";
            case GREY -> "Default";
        };
    }
}
