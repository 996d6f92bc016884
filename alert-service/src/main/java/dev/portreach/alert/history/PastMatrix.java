package dev.portreach.alert.history;

import dev.portreach.alert.checkstate.Matrix;
import dev.portreach.alert.checkstate.PastStates;
import dev.portreach.alert.intake.Transactions;
import dev.portreach.contracts.state.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the checks that were assigned at an instant by what was believed of them then. */
@ApplicationScoped
public class PastMatrix implements PastStates {

    private static final String VANTAGES = "select distinct site from history_run where first_at <= ? and last_at >= ?";

    /** One row a cell: of the checks there are many. */
    private static final String CELLS =
            """
            select subject, component, array_agg(number) from known_check
            where since_at <= ? and (until_at is null or until_at > ?) group by subject, component""";

    private final Transactions transactions;
    private final ConfirmedReader confirmed;

    PastMatrix(Transactions transactions, ConfirmedReader confirmed) {
        this.transactions = transactions;
        this.confirmed = confirmed;
    }

    @Override
    public List<Matrix.Count> countsAt(Instant instant) {
        long at = instant.toEpochMilli();
        return transactions.snapshot(connection -> {
            Known known = new Known();
            confirmed.read(connection, vantages(connection, at), at, at + 1, known);
            return counts(connection, at, known);
        });
    }

    /** Verdicts by number, which are dense. */
    private static final class Known implements SpanSink {
        private Verdict[] verdicts = new Verdict[1_024];

        @Override
        public void take(int check, long from, long to, Verdict verdict) {
            if (check >= verdicts.length) {
                verdicts = Arrays.copyOf(verdicts, Math.max(check + 1, 2 * verdicts.length));
            }
            verdicts[check] = verdict;
        }

        Verdict of(int check) {
            return check < verdicts.length && verdicts[check] != null ? verdicts[check] : Verdict.UNKNOWN;
        }
    }

    private static List<String> vantages(Connection connection, long at) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(VANTAGES)) {
            select.setLong(1, at);
            select.setLong(2, at - KnownCheck.LONGEST_HOLD.toMillis());
            List<String> sites = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sites.add(rows.getString(1));
                }
            }
            return sites;
        }
    }

    private static List<Matrix.Count> counts(Connection connection, long at, Known known) throws SQLException {
        Map<String, String> names = names(connection);
        try (PreparedStatement select = connection.prepareStatement(CELLS)) {
            select.setLong(1, at);
            select.setLong(2, at);
            List<Matrix.Count> counts = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String site = rows.getString(1);
                    String component = rows.getString(2);
                    Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
                    for (Integer number : (Integer[]) rows.getArray(3).getArray()) {
                        verdicts.merge(known.of(number), 1L, Long::sum);
                    }
                    verdicts.forEach((verdict, checks) ->
                            counts.add(new Matrix.Count(site, component, names.get(component), verdict, checks)));
                }
            }
            return counts;
        }
    }

    private static Map<String, String> names(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select component, name from known_component");
                ResultSet rows = select.executeQuery()) {
            Map<String, String> names = new HashMap<>();
            while (rows.next()) {
                names.put(rows.getString(1), rows.getString(2));
            }
            return names;
        }
    }
}
