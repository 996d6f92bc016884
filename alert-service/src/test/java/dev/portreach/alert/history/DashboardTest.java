package dev.portreach.alert.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.alert.rollup.PartRollup;
import dev.portreach.alert.rollup.RollupCodec;
import dev.portreach.alert.support.MigratedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every query of the Grafana dashboard finds what is in the views, which say what is in the tables. */
class DashboardTest {

    private static final Path FILE = Path.of("..", "deploy", "grafana", "portreach-history.json");
    private static final String CHECK = "lyon:lyon:dr-1:delivery-receiver.control";
    private static final long NOW = System.currentTimeMillis();
    private static final long BEGAN = Resolution.DAY.startOf(NOW);

    private static MigratedDatabase database;
    private static Connection connection;

    @BeforeAll
    static void fill() throws IOException, SQLException {
        database = MigratedDatabase.start();
        connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("select history_add_month(%d)".formatted(BEGAN));
            statement.execute("select history_add_month(%d)".formatted(NOW));
            statement.execute(
                    "insert into known_check values ('%s', 1, 'lyon', 'lyon', 'delivery-receiver')".formatted(CHECK));
            statement.execute(
                    """
                    insert into history_run (site, agent, epoch, first_at, last_at, batches, resting)
                    values ('lyon', 'lyon-1', 'e1', %d, %d, '{}', false)"""
                            .formatted(BEGAN, NOW));
            statement.execute("insert into history_part (run, checks) values (1, '{%s}')".formatted(CHECK));
            statement.execute(
                    """
                    insert into history_value (month_at, id, hold_ms, verdict, proof, address, runs, reason)
                    select distinct history_month(at), id, 3600000, case id when 1 then 'failing' else 'ok' end, 'strong',
                      '10.0.0.1', case id when 1 then
                        '[{"ports":"80-81","outcome":"timeout"},{"ports":"82","outcome":"http-error","detail":"status 503"}]'
                        else '[{"ports":"80-82","outcome":"open"}]' end, null
                    from (values (%d), (%d)) a (at), (values (1), (2)) i (id)"""
                            .formatted(BEGAN, NOW));
            statement.execute(
                    "insert into history_interval values (%d, %d, null, 1, 1, 1, 0)".formatted(BEGAN, BEGAN + 1_000));
        }
        Interval[] newest = new Interval[OpenPart.SIZE];
        newest[0] = new Interval(Math.max(BEGAN + 2_000, NOW - 60_000), NOW, BEGAN + 1_000, 2, 1);
        OpenRollups open = new OpenRollups(OpenPart.SIZE);
        open.restore(Resolution.FIVE_MINUTES.startOf(NOW), rollup(30_000));
        try (PreparedStatement put = connection.prepareStatement("insert into history_open values (1, ?)")) {
            put.setBytes(1, OpenPartCodec.pack(new OpenPart(1, List.of(CHECK), new OpenIntervals(newest), open)));
            put.executeUpdate();
        }
        for (Resolution resolution : Resolution.values()) {
            TreeMap<RollupStore.Key, PartRollup> rollups = new TreeMap<>();
            rollups.put(new RollupStore.Key(1, BEGAN), rollup(10_000));
            RollupStore.put(connection, resolution, rollups);
        }
    }

    @AfterAll
    static void close() throws IOException, SQLException {
        connection.close();
        database.close();
    }

    /** One answer, one loss. */
    private static PartRollup rollup(long micros) {
        PartRollup rollup = new PartRollup(OpenPart.SIZE);
        rollup.add(0, false, micros);
        rollup.add(0, true, null);
        return RollupCodec.unpack(RollupCodec.pack(rollup), OpenPart.SIZE);
    }

    @Test
    void shouldFindSomethingWithEveryQuery() throws IOException, SQLException {
        JsonNode dashboard = new ObjectMapper().readTree(FILE.toFile());
        List<String> queries = new ArrayList<>();
        dashboard.path("templating").path("list").forEach(variable -> {
            if (variable.path("type").asText().equals("query")) {
                queries.add(variable.path("query").asText());
            }
        });
        dashboard.path("panels").forEach(panel -> panel.path("targets")
                .forEach(target -> queries.add(target.path("rawSql").asText())));
        assertThat(queries).hasSizeGreaterThan(6).doesNotContain("");

        for (String query : queries) {
            for (String width : List.of("5m", "1h", "1d")) {
                assertThat(count(filled(query, width))).as(query).isPositive();
            }
        }
    }

    @Test
    void shouldShowNamesPortsAndTimes() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select * from reporting_interval where check_id = '%s' order by from_at".formatted(CHECK))) {
            row.next();
            assertThat(row.getString("site") + row.getString("component") + row.getString("endpoint"))
                    .isEqualTo("lyondelivery-receiverdr-1");
            assertThat(row.getString("policy")).isEqualTo("delivery-receiver.control");
            assertThat(row.getString("ports")).isEqualTo("80-81,82");
            assertThat(row.getString("outcomes")).isEqualTo("80-81 timeout; 82 http-error (status 503)");
            assertThat(row.getBoolean("newest")).isFalse();
            row.next();
            assertThat(row.getString("verdict")).isEqualTo("ok");
            assertThat(row.getBoolean("newest")).isTrue();
            assertThat(row.getTimestamp("holds_until").getTime()).isEqualTo(NOW + 3_600_000);
        }
    }

    @Test
    void shouldShowFiveMinutesThatStillGrow() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select sum(probes), sum(lost), max(max_ms) from reporting_5m where site = 'lyon'")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(4);
            assertThat(row.getLong(2)).isEqualTo(2);
            assertThat(row.getDouble(3)).isBetween(29.0, 31.0);
        }
    }

    /** As Grafana fills it in. */
    private static String filled(String query, String width) {
        return query.replace("$__unixEpochFrom()", Long.toString(BEGAN / 1_000))
                .replace("$__unixEpochTo()", Long.toString(NOW / 1_000 + 1))
                .replace("${site:sqlstring}", "'berlin','lyon'")
                .replace("${component:sqlstring}", "'delivery-receiver'")
                .replace("${width}", width);
    }

    private static int count(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }
}
