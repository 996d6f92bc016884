package dev.portreach.alert.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was believed of all checks that sites probe, made of their intervals. */
final class Beliefs {

    /** @param site that probes */
    record Check(int number, String site) {}

    private static final String CHECKS = "select check_id, number, vantage from known_check where vantage = any (?)";

    private Beliefs() {}

    /** Spans without gaps of each check that has any intervals. */
    static Map<Check, List<Span>> read(
            Connection connection, HistoryStore store, Collection<String> sites, long from, long to)
            throws SQLException {
        Map<String, List<Row>> rows = store.ofSites(connection, sites, from, to).stream()
                .collect(Collectors.groupingBy(row -> row.key().check()));
        if (rows.isEmpty()) {
            return Map.of();
        }
        Map<Check, List<Span>> beliefs = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(CHECKS)) {
            select.setArray(1, connection.createArrayOf("text", sites.toArray()));
            try (ResultSet checks = select.executeQuery()) {
                while (checks.next()) {
                    List<Row> ofCheck = rows.get(checks.getString(1));
                    if (ofCheck != null) {
                        beliefs.put(new Check(checks.getInt(2), checks.getString(3)), Confirmed.of(ofCheck, from, to));
                    }
                }
            }
        }
        return beliefs;
    }
}
