package dev.portreach.alert.history;

import dev.portreach.alert.intake.Transactions;
import dev.portreach.alert.rollup.Rollup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How long answers take now, from what is still open. */
@ApplicationScoped
public class RecentTimes {

    private static final Duration RECENT = Duration.ofMinutes(15);

    private static final String OPEN =
            """
            select p.id, p.checks, o.packed
            from history_run r join history_part p on p.run = r.id join history_open o on o.part = p.id
            where r.site = any (?) and r.last_at >= ?
            order by r.last_at""";

    private final Transactions transactions;
    private final InstantSource clock;

    RecentTimes(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The median round-trip time of each check in the newest five minutes of the last quarter of an hour that have one, in
     * microseconds; by the agent that was heard last, if several probe it.
     *
     * @param vantages sites that probe
     */
    public Map<String, Double> medians(Collection<String> vantages) {
        return transactions.read(connection -> read(connection, vantages));
    }

    private Map<String, Double> read(Connection connection, Collection<String> vantages) throws SQLException {
        long since = clock.instant().minus(RECENT).toEpochMilli();
        Map<String, Double> medians = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(OPEN)) {
            Array sites = connection.createArrayOf("text", vantages.toArray());
            select.setArray(1, sites);
            select.setLong(2, since);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    List<String> checks =
                            Arrays.asList((String[]) rows.getArray(2).getArray());
                    add(OpenPartCodec.unpack(rows.getInt(1), checks, rows.getBytes(3)), since, medians);
                }
            }
        }
        return medians;
    }

    private static void add(OpenPart part, long since, Map<String, Double> medians) {
        part.rollups().open().tailMap(since, true).values().forEach(rollup -> {
            for (int slot = 0; slot < part.checks().size(); slot++) {
                Rollup of = rollup.of(slot);
                OptionalDouble median = of == null ? OptionalDouble.empty() : of.quantile(0.5);
                if (median.isPresent()) {
                    medians.put(part.checks().get(slot), median.getAsDouble());
                }
            }
        });
    }
}
