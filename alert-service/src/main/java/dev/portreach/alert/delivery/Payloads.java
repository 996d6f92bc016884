package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.Channel;
import dev.portreach.alert.channel.ChannelType;
import dev.portreach.alert.payload.AlertmanagerPayload;
import dev.portreach.alert.payload.Json;
import dev.portreach.alert.payload.JsonPayload;
import dev.portreach.alert.payload.Message;
import dev.portreach.alert.payload.SlackPayload;
import dev.portreach.alert.payload.TeamsPayload;
import dev.portreach.alert.template.MessageTemplate;
import dev.portreach.alert.template.ReadyTemplates;
import dev.portreach.alert.template.TemplateFault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.logging.Logger;

/** The body of a webhook request, in the shape that its receiver understands. */
final class Payloads {

    /**
     * What a channel wants.
     *
     * @param template null but for type {@code template}
     * @param externalUrl where this service is reached by people
     */
    record Shape(ChannelType type, String channel, String template, List<String> secretNames, String externalUrl) {

        static Shape of(Channel channel, DeliveryConfig config) {
            return new Shape(
                    channel.type(), channel.id(), channel.template(), channel.secretNames(), config.externalUrl());
        }
    }

    private static final Logger LOG = Logger.getLogger(Payloads.class);

    private Payloads() {}

    static String render(Shape shape, Message message) {
        return switch (shape.type()) {
            case SLACK -> Json.write(SlackPayload.of(message));
            case TEAMS -> Json.write(TeamsPayload.of(message));
            case ALERTMANAGER -> Json.write(AlertmanagerPayload.of(message, shape.channel(), shape.externalUrl()));
            case JSON -> Json.write(JsonPayload.of(message));
            case MATTERMOST, DISCORD, PAGERDUTY ->
                ReadyTemplates.of(shape.type().wireName()).render(message, shape.secretNames(), link(shape, message));
            case TEMPLATE -> own(shape, message);
        };
    }

    /** A template was tried when it was taken; should it fail on this message, the message is told all the same. */
    private static String own(Shape shape, Message message) {
        try {
            return MessageTemplate.parse(shape.template()).render(message, shape.secretNames(), link(shape, message));
        } catch (TemplateFault e) {
            LOG.errorf(
                    "The template of channel %s fails (%s); %s goes out as plain JSON",
                    shape.channel(), e.getMessage(), message.key());
            // An incident as it came may hold what looks like the mark of a secret.
            return Json.write(JsonPayload.of(message)).replace("\\u0001", "\\ufffd");
        }
    }

    private static String link(Shape shape, Message message) {
        return message.incident() == null
                ? shape.externalUrl()
                : shape.externalUrl() + "/api/v1/incidents/" + URLEncoder.encode(message.id(), StandardCharsets.UTF_8);
    }
}
