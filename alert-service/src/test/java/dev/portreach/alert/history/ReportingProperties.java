package dev.portreach.alert.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.portreach.alert.rollup.PartRollup;
import dev.portreach.alert.rollup.Rollup;
import dev.portreach.alert.rollup.RollupCodec;
import dev.portreach.alert.support.MigratedDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What SQL reads from packed columns is what the service packed. */
class ReportingProperties {

    private static MigratedDatabase database;
    private static Connection connection;

    @BeforeContainer
    static void start() throws SQLException, IOException {
        database = MigratedDatabase.start();
        connection = database.connect();
    }

    @AfterContainer
    static void stop() throws SQLException, IOException {
        connection.close();
        database.close();
    }

    @Property(tries = 200)
    void shouldReadRollupsAsTheCodecDoes(@ForAll Random random, @ForAll @IntRange(max = 400) int probes)
            throws SQLException {
        PartRollup rollup = rollup(random, probes);

        TreeMap<Integer, String> read = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement("select * from reporting_rollup(?)")) {
            select.setBytes(1, RollupCodec.pack(rollup));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Rollup of = rollup.of(row.getInt("slot"));
                    assertThat(row.getLong("timed")).isEqualTo(of.timed());
                    isTime(row, "p50_ms", of.quantile(0.5));
                    isTime(row, "p95_ms", of.quantile(0.95));
                    isTime(row, "p99_ms", of.quantile(0.99));
                    isTime(row, "max_ms", of.quantile(1));
                    read.put(row.getInt("slot"), row.getLong("probes") + " " + row.getLong("lost"));
                }
            }
        }

        TreeMap<Integer, String> packed = new TreeMap<>();
        for (int slot = 0; slot < OpenPart.SIZE; slot++) {
            Rollup of = rollup.of(slot);
            if (of != null) {
                packed.put(slot, of.count() + " " + of.lost());
            }
        }
        assertThat(read).isEqualTo(packed);
    }

    @Property(tries = 200)
    void shouldReadOpenPartsAsTheCodecDoes(@ForAll Random random, @ForAll @IntRange(max = 3) int rollups)
            throws SQLException {
        // given
        Interval[] newest = new Interval[OpenPart.SIZE];
        for (int i = random.nextInt(OpenPart.SIZE); i > 0; i--) {
            long from = 1_790_000_000_000L + random.nextInt(1_000_000_000) - 500_000_000;
            newest[random.nextInt(OpenPart.SIZE)] = new Interval(
                    from,
                    from + random.nextInt(1_000_000),
                    random.nextBoolean() ? from - 1 - random.nextInt(100_000) : null,
                    random.nextLong(),
                    random.nextInt(1_000_000));
        }
        OpenRollups open = new OpenRollups(OpenPart.SIZE);
        Map<Long, byte[]> starts = new TreeMap<>();
        for (int i = 0; i < rollups; i++) {
            long start = 1_790_000_000_000L + 300_000L * i;
            PartRollup rollup = rollup(random, random.nextInt(100));
            open.restore(start, rollup);
            starts.put(start, RollupCodec.pack(rollup));
        }
        byte[] packed = OpenPartCodec.pack(new OpenPart(1, List.of(), new OpenIntervals(newest), open));

        // when
        Interval[] intervals = new Interval[OpenPart.SIZE];
        try (PreparedStatement select = connection.prepareStatement("select * from reporting_open_intervals(?)")) {
            select.setBytes(1, packed);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    intervals[row.getInt("slot")] = new Interval(
                            row.getLong("from_at"),
                            row.getLong("to_at"),
                            row.getObject("prev_at", Long.class),
                            row.getLong("value"),
                            row.getLong("revision"));
                }
            }
        }
        List<Long> read = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select * from reporting_open_rollups(?)")) {
            select.setBytes(1, packed);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    read.add(row.getLong("start_at"));
                    assertThat(row.getBytes("rollup")).isEqualTo(starts.get(row.getLong("start_at")));
                }
            }
        }

        // then
        assertThat(intervals).isEqualTo(newest);
        assertThat(read).containsExactlyElementsOf(starts.keySet());
    }

    private static void isTime(ResultSet row, String column, OptionalDouble micros) throws SQLException {
        Double read = row.getObject(column, Double.class);
        if (micros.isEmpty()) {
            assertThat(read).isNull();
        } else {
            double millis = micros.getAsDouble() / 1_000;
            assertThat(read).isCloseTo(millis, within(millis * 1e-9));
        }
    }

    private static PartRollup rollup(Random random, int probes) {
        PartRollup rollup = new PartRollup(OpenPart.SIZE);
        int slots = 1 + random.nextInt(OpenPart.SIZE);
        for (int i = 0; i < probes; i++) {
            boolean isLost = random.nextInt(10) == 0;
            long micros = (long) Math.exp(random.nextDouble() * (random.nextBoolean() ? 8 : 22));
            rollup.add(random.nextInt(slots), isLost, isLost ? null : micros);
        }
        return rollup;
    }
}
