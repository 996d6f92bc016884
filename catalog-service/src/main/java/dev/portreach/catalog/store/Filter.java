package dev.portreach.catalog.store;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.selector.Requirement;
import dev.portreach.catalog.selector.Selector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Conditions of a list, as HQL with parameters. */
public final class Filter {

    private final StringBuilder hql = new StringBuilder("id > :after");
    private final Map<String, Object> parameters = new HashMap<>();

    /** Adds {@code field = value}, unless the value is null. */
    public Filter equal(String field, Object value) {
        return value == null ? this : where("%s = :%s".formatted(field, field), field, value);
    }

    /**
     * Adds that every label is there with its value.
     *
     * @param labels each as {@code key=value}
     */
    public Filter labels(List<String> labels) {
        for (int i = 0; i < labels.size(); i++) {
            String[] pair = labels.get(i).split("=", 2);
            if (pair.length < 2 || !Violations.isPrintable(pair[0])) {
                throw ProblemException.invalid("label", "is not of the form key=value");
            }
            parameters.put("labelKey" + i, pair[0]);
            where(
                    "function('jsonb_extract_path_text', labels, :labelKey%1$d) = :label%1$d".formatted(i),
                    "label" + i,
                    pair[1]);
        }
        return this;
    }

    /**
     * Adds that a selector matches, as {@link Selector} says.
     *
     * @param columns HQL of what is no label, by key
     */
    public Filter selector(Selector selector, Map<String, String> columns) {
        List<Requirement> requirements = selector.requirements();
        for (int i = 0; i < requirements.size(); i++) {
            Requirement requirement = requirements.get(i);
            String value = columns.get(requirement.key());
            if (value == null) {
                value = "function('jsonb_extract_path_text', labels, :selectedKey%d)".formatted(i);
                parameters.put("selectedKey" + i, requirement.key());
            }
            hql.append(" and ").append(condition(requirement, value, "selected" + i));
            if (!requirement.values().isEmpty()) {
                parameters.put("selected" + i, requirement.values());
            }
        }
        return this;
    }

    private static String condition(Requirement requirement, String value, String parameter) {
        return switch (requirement.operator()) {
            case IN -> "%s in (:%s)".formatted(value, parameter);
            case NOT_IN -> "(%1$s is null or %1$s not in (:%2$s))".formatted(value, parameter);
            case EXISTS -> "%s is not null".formatted(value);
            case ABSENT -> "%s is null".formatted(value);
        };
    }

    /** Adds a condition with one parameter. */
    public Filter where(String condition, String parameter, Object value) {
        if (value instanceof String text && !Violations.isPrintable(text)) {
            throw ProblemException.invalid(parameter, "holds control characters");
        }
        hql.append(" and ").append(condition);
        parameters.put(parameter, value);
        return this;
    }

    String hql() {
        return hql + " order by id";
    }

    Map<String, Object> parameters(String after) {
        parameters.put("after", after);
        return parameters;
    }
}
