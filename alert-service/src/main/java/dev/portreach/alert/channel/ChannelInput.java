package dev.portreach.alert.channel;

import dev.portreach.alert.problem.Problem;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.template.MessageTemplate;
import dev.portreach.alert.template.Samples;
import dev.portreach.alert.template.SecretMarks;
import dev.portreach.alert.template.TemplateFault;
import dev.portreach.alert.webhook.AddressPolicy;
import dev.portreach.alert.webhook.Target;
import dev.portreach.alert.webhook.WebhookUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A channel as operators define it, whole: what is left out is not kept from before.
 *
 * @param type see {@link ChannelType}
 * @param url http or https; a secret
 * @param enabled true if absent
 * @param signingKey 16 to 256 characters; requests are signed if it is there; a secret
 * @param headers at most 10; their values are secrets
 * @param secrets at most 10, by the names that the template uses
 * @param template JSON with Qute expressions, for type {@code template}
 */
public record ChannelInput(
        String type,
        String url,
        Boolean enabled,
        String signingKey,
        Map<String, String> headers,
        Map<String, String> secrets,
        String template) {

    private static final int SHORTEST_KEY = 16;
    private static final int LONGEST_KEY = 256;
    private static final int MOST_VALUES = 10;
    private static final int LONGEST_VALUE = 1_024;
    private static final String HEADER_NAME = "[A-Za-z0-9][A-Za-z0-9-]{0,59}";
    private static final Set<String> OWN_HEADERS = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
            "upgrade",
            "expect",
            "te",
            "trailer",
            "user-agent",
            "idempotency-key");

    record Valid(ChannelType type, Target target, boolean enabled, String template) {}

    /** @throws ProblemException naming every wrong field, and repeating none */
    Valid validate(AddressPolicy addresses) {
        List<Problem.FieldError> errors = new ArrayList<>();
        Optional<ChannelType> validType = type(errors);
        checkUrl(addresses, errors);
        if (signingKey != null && (signingKey.length() < SHORTEST_KEY || signingKey.length() > LONGEST_KEY)) {
            wrong(errors, "signingKey", "must have %d to %d characters".formatted(SHORTEST_KEY, LONGEST_KEY));
        }
        checkHeaders(errors);
        validType.ifPresent(known -> {
            checkSecrets(known, errors);
            checkTemplate(known, errors);
        });
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new Valid(
                validType.orElseThrow(),
                new Target(url, signingKey, headers, secrets),
                enabled == null || enabled,
                template);
    }

    private Optional<ChannelType> type(List<Problem.FieldError> errors) {
        try {
            return Optional.of(ChannelType.ofWireName(type));
        } catch (IllegalArgumentException e) {
            wrong(errors, "type", e.getMessage());
            return Optional.empty();
        }
    }

    private void checkUrl(AddressPolicy addresses, List<Problem.FieldError> errors) {
        try {
            addresses
                    .refusalOfLiteral(WebhookUrl.parse(url).uri().getHost())
                    .ifPresent(reason -> wrong(errors, "url", reason));
        } catch (IllegalArgumentException e) {
            wrong(errors, "url", e.getMessage());
        }
    }

    private void checkHeaders(List<Problem.FieldError> errors) {
        checkCount("headers", headers, errors);
        orEmpty(headers).forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!name.matches(HEADER_NAME) || OWN_HEADERS.contains(lower) || lower.startsWith("x-portreach-")) {
                wrong(errors, "headers", "has a name that is no header's, or that is set by the service");
            }
            if (value == null || !value.matches("[\\x20-\\x7e]{1," + LONGEST_VALUE + "}")) {
                wrong(errors, "headers", "needs values of 1 to %d printable ASCII characters".formatted(LONGEST_VALUE));
            }
        });
    }

    private void checkSecrets(ChannelType known, List<Problem.FieldError> errors) {
        checkCount("secrets", secrets, errors);
        if (!orEmpty(secrets).isEmpty() && !known.usesTemplate()) {
            wrong(errors, "secrets", "is of no use for type %s".formatted(known));
        }
        orEmpty(secrets).forEach((name, value) -> {
            if (!name.matches(SecretMarks.NAME)) {
                wrong(errors, "secrets", "needs names of 1 to 40 lower-case letters, digits and underscores");
            }
            if (value == null || value.isEmpty() || value.length() > LONGEST_VALUE) {
                wrong(errors, "secrets", "needs values of 1 to %d characters".formatted(LONGEST_VALUE));
            }
        });
        if (known == ChannelType.PAGERDUTY && !orEmpty(secrets).containsKey("routing_key")) {
            wrong(errors, "secrets", "must hold routing_key, the integration key of the service at PagerDuty");
        }
    }

    private void checkTemplate(ChannelType known, List<Problem.FieldError> errors) {
        if (known != ChannelType.TEMPLATE) {
            if (template != null) {
                wrong(errors, "template", "goes with type template only");
            }
            return;
        }
        if (template == null || template.isBlank()) {
            wrong(errors, "template", "is missing");
            return;
        }
        try {
            Samples.tryAll(MessageTemplate.parse(template), orEmpty(secrets).keySet());
        } catch (TemplateFault e) {
            wrong(errors, "template", e.getMessage());
        }
    }

    private static void checkCount(String field, Map<String, String> values, List<Problem.FieldError> errors) {
        if (orEmpty(values).size() > MOST_VALUES) {
            wrong(errors, field, "holds more than %d".formatted(MOST_VALUES));
        }
    }

    private static Map<String, String> orEmpty(Map<String, String> values) {
        return values == null ? Map.of() : values;
    }

    private static void wrong(List<Problem.FieldError> errors, String field, String reason) {
        Problem.FieldError error = new Problem.FieldError(field, reason);
        if (!errors.contains(error)) {
            errors.add(error);
        }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "ChannelInput[type=%s, enabled=%s]".formatted(type, enabled);
    }
}
