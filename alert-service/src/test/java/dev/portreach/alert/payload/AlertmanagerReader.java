package dev.portreach.alert.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Alertmanager's webhooks as its own Go types do ({@code notify/webhook.Message} and {@code template.Data}): the same
 * names and kinds, nothing more, nothing missing, nothing coerced; and does with them what receivers do.
 */
public final class AlertmanagerReader {

    /** Fields of Go's {@code webhook.Message}, which embeds {@code template.Data}. */
    public record Group(
            String version,
            String groupKey,
            long truncatedAlerts,
            String receiver,
            String status,
            List<GoAlert> alerts,
            Map<String, String> groupLabels,
            Map<String, String> commonLabels,
            Map<String, String> commonAnnotations,
            String externalURL) {}

    /** Fields of Go's {@code template.Alert}. */
    public record GoAlert(
            String status,
            Map<String, String> labels,
            Map<String, String> annotations,
            String startsAt,
            String endsAt,
            String generatorURL,
            String fingerprint) {

        public Instant starts() {
            return OffsetDateTime.parse(startsAt).toInstant();
        }

        /** Go's zero time means: not over. */
        public Optional<Instant> ends() {
            OffsetDateTime at = OffsetDateTime.parse(endsAt);
            return at.getYear() == 1 ? Optional.empty() : Optional.of(at.toInstant());
        }
    }

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private AlertmanagerReader() {}

    public static Group read(String json) {
        try {
            return STRICT.readValue(json, TypeFactory.defaultInstance().constructType(Group.class));
        } catch (JsonProcessingException e) {
            throw new AssertionError("no webhook of Alertmanager: " + json, e);
        }
    }
}
