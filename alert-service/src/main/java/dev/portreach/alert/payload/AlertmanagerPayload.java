package dev.portreach.alert.payload;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Alertmanager sends to a webhook, version 4 (prometheus.io, "Alerting configuration", webhook_config): one group a
 * message, one alert a group, so that whatever reads Alertmanager's webhooks can group, silence and page by these labels.
 */
public record AlertmanagerPayload(
        String version,
        String groupKey,
        int truncatedAlerts,
        String status,
        String receiver,
        Map<String, String> groupLabels,
        Map<String, String> commonLabels,
        Map<String, String> commonAnnotations,
        String externalURL,
        List<Alert> alerts) {

    public record Alert(
            String status,
            Map<String, String> labels,
            Map<String, String> annotations,
            String startsAt,
            String endsAt,
            String generatorURL,
            String fingerprint) {}

    /** What Go writes for an instant that is not set: not over. */
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private static final int LABEL_LIMIT = 250;
    private static final int ANNOTATION_LIMIT = 4_000;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /**
     * @param receiver the channel
     * @param base where this service is reached by people
     */
    public static AlertmanagerPayload of(Message message, String receiver, String base) {
        String id = Clean.line(message.id());
        String status = message.until() == null ? "firing" : "resolved";
        Map<String, String> group = Map.of("alertname", "Portreach", "incident", id);
        Map<String, String> labels = new TreeMap<>(group);
        labels.put("severity", message.severity().wireName());
        labels.put("cause", message.cause());
        one("site", message.sites(), labels);
        one("component", message.components(), labels);
        if (message.notice() == Notice.TEST) {
            labels.put("test", "true");
        }
        Map<String, String> annotations = new HashMap<>();
        annotations.put("summary", Fit.to(message.title(), ANNOTATION_LIMIT));
        annotations.put("description", Fit.to(message.text(), ANNOTATION_LIMIT));
        several("sites", message.sites(), annotations);
        several("components", message.components(), annotations);
        several("contacts", message.contacts(), annotations);
        String link = message.incident() == null
                ? base
                : base + "/api/v1/incidents/" + URLEncoder.encode(message.id(), StandardCharsets.UTF_8);
        Alert alert = new Alert(
                status,
                labels,
                annotations,
                message.since().toString(),
                message.until() == null ? NEVER : message.until().toString(),
                link,
                fingerprint(id));
        return new AlertmanagerPayload(
                "4",
                "{}:{alertname=\"Portreach\", incident=\"%s\"}"
                        .formatted(id.replace("\\", "\\\\").replace("\"", "\\\"")),
                0,
                status,
                receiver,
                group,
                labels,
                annotations,
                base,
                List.of(alert));
    }

    private static void one(String name, List<String> values, Map<String, String> labels) {
        if (values.size() == 1) {
            labels.put(name, Fit.to(values.get(0), LABEL_LIMIT));
        }
    }

    private static void several(String name, List<String> values, Map<String, String> annotations) {
        if (!values.isEmpty()) {
            annotations.put(name, Fit.to(String.join(", ", values), ANNOTATION_LIMIT));
        }
    }

    /** FNV-1a over what stays the same from opening to resolution, 16 hexadecimal digits. */
    private static String fingerprint(String id) {
        long hash = FNV_OFFSET;
        for (byte each : id.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        return String.format(Locale.ROOT, "%016x", hash);
    }
}
