package dev.portreach.alert.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in the shape of Slack's incoming webhooks, within Block Kit's limits (docs.slack.dev, "Blocks"): 50 blocks, a
 * header of 150 characters, a section's text of 3,000, ten fields of 2,000. Slack looks for nothing to link by itself in it
 * ({@code verbatim}).
 *
 * @param text what notifications show
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SlackPayload(String text, List<Attachment> attachments) {

    public record Attachment(String color, List<Block> blocks) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Block(String type, Text text, List<Text> fields) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Text(String type, String text, Boolean verbatim) {}

    static final int HEADER_LIMIT = 150;
    static final int SECTION_LIMIT = 3_000;
    static final int FIELD_LIMIT = 2_000;

    /** A phone shows no more of it. */
    private static final int NOTIFICATION_LIMIT = 300;

    public static SlackPayload of(Message message) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block("header", new Text("plain_text", Fit.to(message.headline(), HEADER_LIMIT), null), null));
        if (!message.text().isEmpty()) {
            blocks.add(new Block("section", markdown(Fit.to(message.text(), SECTION_LIMIT, Escapes::slack)), null));
        }
        List<Text> fields = message.fields().stream()
                .map(field -> markdown(
                        Fit.to("*%s*\n%s".formatted(field.name(), field.value()), FIELD_LIMIT, Escapes::slack)))
                .toList();
        if (!fields.isEmpty()) {
            blocks.add(new Block("section", null, fields));
        }
        String text = Fit.to(message.headline(), NOTIFICATION_LIMIT, Escapes::slack);
        return new SlackPayload(text, List.of(new Attachment(Colour.of(message).hex(), blocks)));
    }

    private static Text markdown(String text) {
        return new Text("mrkdwn", text, true);
    }
}
