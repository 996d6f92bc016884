package dev.portreach.alert.template;

import dev.portreach.alert.payload.Colour;
import dev.portreach.alert.payload.Message;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a template sees of a message: texts, and short lists of texts. */
final class MessageModel {

    /** So many turns a loop makes at most. */
    static final int LONGEST_LIST = 50;

    private MessageModel() {}

    static Map<String, Object> of(Message message, Collection<String> secrets, String link) {
        Map<String, Object> model = new HashMap<>();
        model.put("event", message.notice().wireName());
        model.put("ends", message.notice().ends());
        model.put("key", message.key());
        model.put("id", message.id());
        model.put("title", message.title());
        model.put("headline", message.headline());
        model.put("text", message.text());
        model.put("severity", message.severity().wireName());
        model.put("cause", message.cause());
        model.put("colour", Integer.toString(Colour.of(message).rgb()));
        model.put("since", message.since().toString());
        model.put("until", message.until() == null ? "" : message.until().toString());
        model.put("checks", Integer.toString(message.checks()));
        model.put("sites", few(message.sites()));
        model.put("components", few(message.components()));
        model.put("contacts", few(message.contacts()));
        model.put("link", link);
        Map<String, String> markers = new HashMap<>();
        secrets.forEach(name -> markers.put(name, SecretMarks.of(name)));
        model.put("secret", markers);
        return model;
    }

    private static List<String> few(List<String> values) {
        return values.size() <= LONGEST_LIST ? values : values.subList(0, LONGEST_LIST);
    }
}
