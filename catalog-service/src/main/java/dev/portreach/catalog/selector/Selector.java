package dev.portreach.catalog.selector;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.catalog.check.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which sites are meant, in the syntax of Kubernetes' label selectors: {@code region=emea,access!=direct},
 * {@code tier in (gold,silver)}, {@code tier notin (tin)}, {@code has-editors}, {@code !closed}; all conditions must hold.
 * Values that are more than letters, digits and {@code . _ / -} stand in double quotes. As there, a label that is missing
 * passes {@code !=} and {@code notin}.
 *
 * @param requirements at least one
 */
public record Selector(List<Requirement> requirements) {

    private static final int MAX_TEXT = 2_000;
    private static final int MAX_KEY = 63;
    private static final int MAX_VALUE = 200;

    public Selector {
        requirements = List.copyOf(requirements);
        if (requirements.isEmpty()) {
            throw new InvalidSelectorException("is empty");
        }
    }

    /**
     * Reads a selector.
     *
     * @throws InvalidSelectorException saying where it is wrong
     */
    @JsonCreator
    public static Selector parse(String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidSelectorException("is empty");
        }
        if (text.length() > MAX_TEXT) {
            throw new InvalidSelectorException("is longer than %d characters".formatted(MAX_TEXT));
        }
        if (!Violations.isPrintable(text)) {
            throw new InvalidSelectorException("holds control characters");
        }
        Tokens tokens = new Tokens(text);
        List<Requirement> requirements = new ArrayList<>();
        do {
            requirements.add(requirement(tokens));
        } while (tokens.take(","));
        if (!tokens.atEnd()) {
            throw tokens.expected("a comma or the end");
        }
        return new Selector(requirements);
    }

    private static Requirement requirement(Tokens tokens) {
        if (tokens.take("!")) {
            return new Requirement(key(tokens), Operator.ABSENT, new TreeSet<>());
        }
        String key = key(tokens);
        if (tokens.take("!=")) {
            return new Requirement(key, Operator.NOT_IN, new TreeSet<>(Set.of(value(tokens))));
        }
        if (tokens.take("==") || tokens.take("=")) {
            return new Requirement(key, Operator.IN, new TreeSet<>(Set.of(value(tokens))));
        }
        if (tokens.takeWord("in")) {
            return new Requirement(key, Operator.IN, values(tokens));
        }
        if (tokens.takeWord("notin")) {
            return new Requirement(key, Operator.NOT_IN, values(tokens));
        }
        return new Requirement(key, Operator.EXISTS, new TreeSet<>());
    }

    private static String key(Tokens tokens) {
        String key = tokens.word("the key of a label");
        if (key.length() > MAX_KEY) {
            throw new InvalidSelectorException("has a key of more than %d characters".formatted(MAX_KEY));
        }
        return key;
    }

    private static String value(Tokens tokens) {
        String value = tokens.value();
        if (value.length() > MAX_VALUE || value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidSelectorException(
                    "has a value that is longer than %d or not printable".formatted(MAX_VALUE));
        }
        return value;
    }

    private static TreeSet<String> values(Tokens tokens) {
        if (!tokens.take("(")) {
            throw tokens.expected("an opening bracket");
        }
        TreeSet<String> values = new TreeSet<>();
        do {
            values.add(value(tokens));
        } while (tokens.take(","));
        if (!tokens.take(")")) {
            throw tokens.expected("a comma or a closing bracket");
        }
        return values;
    }

    /**
     * Whether all conditions hold.
     *
     * @param labels value of a label by its key; null for none
     */
    public boolean matches(UnaryOperator<String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.matches(labels));
    }

    /** In one canonical form; reading it back gives an equal selector. */
    @JsonValue
    @Override
    public String toString() {
        return requirements.stream().map(Requirement::toString).collect(Collectors.joining(","));
    }
}
