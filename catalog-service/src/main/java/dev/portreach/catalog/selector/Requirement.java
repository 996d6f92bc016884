package dev.portreach.catalog.selector;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One condition on one label.
 *
 * @param key of the label
 * @param values sorted; at least one for {@link Operator#IN} and {@link Operator#NOT_IN}, none for the others
 */
public record Requirement(String key, Operator operator, SortedSet<String> values) {

    public Requirement {
        values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
        boolean takesValues = operator == Operator.IN || operator == Operator.NOT_IN;
        if (takesValues == values.isEmpty()) {
            throw new InvalidSelectorException(
                    takesValues ? "%s has no value".formatted(key) : "%s takes no value".formatted(key));
        }
    }

    boolean matches(UnaryOperator<String> labels) {
        String value = labels.apply(key);
        return switch (operator) {
            case IN -> value != null && values.contains(value);
            case NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case ABSENT -> value == null;
        };
    }

    @Override
    public String toString() {
        String list = values.stream().map(Requirement::quoted).collect(Collectors.joining(","));
        return switch (operator) {
            case IN -> values.size() == 1 ? key + "=" + list : "%s in (%s)".formatted(key, list);
            case NOT_IN -> values.size() == 1 ? key + "!=" + list : "%s notin (%s)".formatted(key, list);
            case EXISTS -> key;
            case ABSENT -> "!" + key;
        };
    }

    private static String quoted(String value) {
        return Tokens.isWord(value) ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
