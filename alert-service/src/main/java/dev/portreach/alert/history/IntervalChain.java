package dev.portreach.alert.history;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of one chain as observations come, in any order and more than once. An observation joins the row that ends at
 * its predecessor, and the row whose predecessor it is, where values are equal; otherwise it starts a row. As links say
 * what lies between two observations, the rows at the end are the same for every order.
 */
final class IntervalChain {

    private final TreeMap<Long, Row> rows = new TreeMap<>();

    IntervalChain(Collection<Row> neighbours) {
        neighbours.forEach(row -> rows.put(row.from(), row));
    }

    /** @return false if the observation was here before */
    boolean add(Judged judged) {
        Map.Entry<Long, Row> floor = rows.floorEntry(judged.at());
        if (floor != null && judged.at() <= floor.getValue().to()) {
            return false;
        }
        Row before = floor == null ? null : floor.getValue();
        Map.Entry<Long, Row> higher = rows.higherEntry(judged.at());
        Row after = higher == null ? null : higher.getValue();
        boolean joinsBefore = before != null
                && judged.previousAt() != null
                && judged.previousAt() == before.to()
                && before.value().equals(judged.value());
        boolean joinsAfter = after != null
                && after.previousAt() != null
                && after.previousAt() == judged.at()
                && after.value().equals(judged.value());
        if (joinsAfter) {
            rows.remove(after.from());
        }
        Row row;
        if (joinsBefore && joinsAfter) {
            row = before.extendedTo(after.to(), judged.basis().newer(after.basis()));
        } else if (joinsBefore) {
            row = before.extendedTo(judged.at(), judged.basis());
        } else if (joinsAfter) {
            row = after.startingWith(judged);
        } else {
            row = Row.of(judged);
        }
        rows.put(row.from(), row);
        return true;
    }

    Collection<Row> rows() {
        return rows.values();
    }
}
