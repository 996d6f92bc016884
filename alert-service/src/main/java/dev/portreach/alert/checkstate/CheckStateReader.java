package dev.portreach.alert.checkstate;

import dev.portreach.alert.intake.Transactions;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads check states, singly and counted. */
@ApplicationScoped
public class CheckStateReader {

    /** What to list; null means any. */
    public record Filter(String site, String component, String verdict) {}

    private final Transactions transactions;
    private final EventCodec<CheckState> codec = new EventCodec<>(EventType.CHECK_STATE);

    CheckStateReader(Transactions transactions) {
        this.transactions = transactions;
    }

    Optional<CheckState> find(String check) {
        return transactions.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select document from check_state where check_id = ?")) {
                select.setString(1, check);
                return states(select).stream().findFirst();
            }
        });
    }

    public List<CheckState> list(Filter filter, String after, int limit) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    """
                    select document from check_state
                    where check_id > ? and (?::text is null or subject = ?)
                      and (?::text is null or component = ?) and (?::text is null or verdict = ?)
                    order by check_id limit ?""")) {
                select.setString(1, after);
                select.setString(2, filter.site());
                select.setString(3, filter.site());
                select.setString(4, filter.component());
                select.setString(5, filter.component());
                select.setString(6, filter.verdict());
                select.setString(7, filter.verdict());
                select.setInt(8, limit);
                return states(select);
            }
        });
    }

    /** Checks by site, component and verdict. */
    List<Matrix.Count> counts() {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            """
                            select subject, component, max(component_name), verdict, count(*) from check_state
                            group by subject, component, verdict""");
                    ResultSet rows = select.executeQuery()) {
                List<Matrix.Count> counts = new ArrayList<>();
                while (rows.next()) {
                    counts.add(new Matrix.Count(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            Verdict.valueOf(rows.getString(4).toUpperCase(Locale.ROOT)),
                            rows.getLong(5)));
                }
                return counts;
            }
        });
    }

    private List<CheckState> states(PreparedStatement select) throws java.sql.SQLException {
        List<CheckState> states = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                states.add(codec.read(rows.getString(1).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return states;
    }
}
