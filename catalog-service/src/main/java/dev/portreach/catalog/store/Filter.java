package dev.portreach.catalog.store;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.selector.Requirement;
import dev.portreach.catalog.selector.Selector;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Conditions of a list, as SQL with parameters. */
public final class Filter {

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** Adds {@code column = value}, unless the value is null. */
    public Filter equal(String column, Object value) {
        if (value == null) {
            return this;
        }
        if (value instanceof String text && !Violations.isPrintable(text)) {
            throw ProblemException.invalid(column, "holds control characters");
        }
        sql.append(" and ").append(column).append(" = ?");
        values.add(value instanceof Enum<?> constant ? constant.name() : value);
        return this;
    }

    /**
     * Adds that every label is there with its value.
     *
     * @param labels each as {@code key=value}
     */
    public Filter labels(List<String> labels) {
        for (int i = 0; i < labels.size(); i++) {
            String[] pair = labels.get(i).split("=", 2);
            if (pair.length < 2 || !Violations.isPrintable(labels.get(i))) {
                throw ProblemException.invalid("label", "is not of the form key=value");
            }
            sql.append(" and labels ->> ? = ?");
            values.addAll(List.of(pair));
        }
        return this;
    }

    /**
     * Adds that a selector matches, as {@link Selector} says.
     *
     * @param columns SQL of what is no label, by key
     */
    public Filter selector(Selector selector, Map<String, String> columns) {
        for (Requirement requirement : selector.requirements()) {
            String column = columns.get(requirement.key());
            if (column == null) {
                values.add(requirement.key());
            }
            sql.append(" and ").append(condition(requirement, column == null ? "labels ->> ?" : column));
            if (!requirement.values().isEmpty()) {
                values.add(requirement.values().toArray(String[]::new));
            }
        }
        return this;
    }

    private static String condition(Requirement requirement, String value) {
        return switch (requirement.operator()) {
            case IN -> "(%s) = any (?)".formatted(value);
            case NOT_IN -> "((%s) = any (?)) is not true".formatted(value); // nor where there is none
            case EXISTS -> "(%s) is not null".formatted(value);
            case ABSENT -> "(%s) is null".formatted(value);
        };
    }

    /** To follow another condition. */
    String sql() {
        return sql.toString();
    }

    /** Sets the parameters from that one on, and returns the number of the next. */
    int set(PreparedStatement statement, int from) throws SQLException {
        int index = from;
        for (Object value : values) {
            if (value instanceof String[] texts) {
                statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
            } else {
                statement.setString(index, value.toString());
            }
            index++;
        }
        return index;
    }
}
