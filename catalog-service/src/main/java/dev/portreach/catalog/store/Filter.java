package dev.portreach.catalog.store;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.problem.ProblemException;
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
