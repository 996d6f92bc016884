package dev.portreach.alert.problem;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads query parameters; each method names the parameter that is wrong. */
public final class Query {

    public static final int DEFAULT_LIMIT = 100;
    public static final int LARGEST_LIMIT = 500;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final String SLUG = "[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?";

    private Query() {}

    /** 1 to 500, 100 if absent. */
    public static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LARGEST_LIMIT) {
            throw ProblemException.invalid("limit", "must be a number within 1 to " + LARGEST_LIMIT);
        }
        return Integer.parseInt(text);
    }

    /** The position after which to go on; empty text if absent. */
    public static String cursor(String text) {
        if (text == null) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw badCursor();
        }
    }

    public static ProblemException badCursor() {
        return ProblemException.invalid("cursor", "is not a cursor that this list gave");
    }

    /** An ISO 8601 instant or offset date-time between the years 2000 and 2200. */
    public static Optional<Instant> instant(String name, String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            // A plus sign that was not percent-encoded arrives as a space.
            Instant instant = OffsetDateTime.parse(text.replace(' ', '+'))
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toInstant();
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw ProblemException.invalid(name, "must lie between the years 2000 and 2200");
            }
            return Optional.of(instant);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(name, "must be an ISO 8601 instant such as 2026-01-31T10:02:00Z");
        }
    }

    /** The same, not after {@code now}. */
    public static Optional<Instant> past(String name, String text, Instant now) {
        Optional<Instant> instant = instant(name, text);
        if (instant.isPresent() && instant.get().isAfter(now)) {
            throw ProblemException.invalid(name, "must not lie ahead");
        }
        return instant;
    }

    /** A slug, or null if absent. */
    public static String slug(String name, String text) {
        if (text != null && !text.matches(SLUG)) {
            throw ProblemException.invalid(
                    name,
                    "must be 1 to 63 lower-case letters, digits, dots or hyphens, beginning and ending with one of"
                            + " the first two");
        }
        return text;
    }

    /** One of the words, or null if absent. */
    public static String oneOf(String name, String text, List<String> words) {
        if (text != null && !words.contains(text)) {
            throw ProblemException.invalid(name, "must be one of " + String.join(", ", words));
        }
        return text;
    }

    /** The wire names of all constants but the one for what is not known. */
    public static List<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(Enum::toString)
                .filter(word -> !word.equals("unrecognised"))
                .toList();
    }
}
