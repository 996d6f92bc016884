package dev.portreach.alert.history;

import dev.portreach.alert.detection.SeenBatches;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs of agents and their parts in PostgreSQL. */
final class RunStore {

    private static final String RUNS =
            """
            select r.id, r.site, r.agent, r.epoch, r.first_at, r.last_at, r.batches::text
            from unnest(?::text[], ?::text[], ?::text[]) k(site, agent, epoch)
            join history_run r using (site, agent, epoch)""";

    private static final String PARTS =
            """
            select p.run, p.id, p.checks, o.packed
            from history_part p left join history_open o on o.part = p.id
            where p.run = any (?) order by p.id""";

    private static final String INSERT_RUNS =
            """
            insert into history_run (site, agent, epoch, first_at, last_at, batches, resting)
            select *, 0, 0, '{}', false from unnest(?::text[], ?::text[], ?::text[]) returning id, site, agent, epoch""";

    private static final String PART_IDS =
            "select nextval(pg_get_serial_sequence('history_part', 'id')) from generate_series(1, ?)";

    private static final String PUT_PART =
            """
            insert into history_part (id, run, checks) overriding system value values (?, ?, ?)
            on conflict (id) do update set checks = excluded.checks""";

    private static final String PUT_OPEN =
            """
            insert into history_open (part, packed) select * from unnest(?::integer[], ?::bytea[])
            on conflict (part) do update set packed = excluded.packed""";

    private static final String UPDATE_RUNS =
            """
            update history_run r set first_at = u.first_at, last_at = u.last_at, batches = u.batches::int8multirange,
              resting = u.resting
            from unnest(?::integer[], ?::bigint[], ?::bigint[], ?::text[], ?::boolean[])
              u(id, first_at, last_at, batches, resting)
            where r.id = u.id""";

    private static final Pattern RANGE = Pattern.compile("\\[(-?\\d+),(-?\\d+)\\)");

    private RunStore() {}

    /** Those that are stored and empty ones for the others, by key; the caller holds the locks of their sites. */
    static Map<RunKey, AgentRun> load(Connection connection, Collection<RunKey> keys) throws SQLException {
        Map<RunKey, AgentRun> runs = keys.stream().distinct().collect(Collectors.toMap(key -> key, AgentRun::new));
        Map<Integer, AgentRun> stored = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(RUNS)) {
            addKeys(new Columns<>(select, runs.keySet()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    RunKey key = new RunKey(rows.getString(2), rows.getString(3), rows.getString(4));
                    AgentRun run = new AgentRun(
                            key, rows.getInt(1), rows.getLong(5), rows.getLong(6), ranges(rows.getString(7)));
                    runs.put(key, run);
                    stored.put(run.id(), run);
                }
            }
        }
        if (!stored.isEmpty()) {
            loadParts(connection, stored);
        }
        return runs;
    }

    private static void loadParts(Connection connection, Map<Integer, AgentRun> runs) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PARTS)) {
            select.setArray(1, connection.createArrayOf("integer", runs.keySet().toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    runs.get(rows.getInt(1))
                            .restore(OpenPartCodec.unpack(rows.getInt(2), texts(rows.getArray(3)), rows.getBytes(4)));
                }
            }
        }
    }

    /** Gives ids to runs and parts that have none, and stores which checks parts have. */
    static void identify(Connection connection, Collection<AgentRun> runs) throws SQLException {
        Map<RunKey, AgentRun> unknown =
                runs.stream().filter(run -> run.id() == 0).collect(Collectors.toMap(AgentRun::key, run -> run));
        if (!unknown.isEmpty()) {
            try (PreparedStatement insert = connection.prepareStatement(INSERT_RUNS)) {
                addKeys(new Columns<>(insert, unknown.keySet()));
                try (ResultSet rows = insert.executeQuery()) {
                    while (rows.next()) {
                        unknown.get(new RunKey(rows.getString(2), rows.getString(3), rows.getString(4)))
                                .stored(rows.getInt(1));
                    }
                }
            }
        }
        identifyParts(connection, runs);
    }

    private static void identifyParts(Connection connection, Collection<AgentRun> runs) throws SQLException {
        long missing = runs.stream()
                .flatMap(run -> run.parts().stream())
                .filter(part -> part.id() == 0)
                .count();
        Iterator<Integer> ids = partIds(connection, missing).iterator();
        try (PreparedStatement put = connection.prepareStatement(PUT_PART)) {
            boolean any = false;
            for (AgentRun run : runs) {
                for (OpenPart part : run.parts()) {
                    if (part.id() == 0) {
                        part.stored(ids.next());
                    }
                    if (part.hasGrown()) {
                        put.setInt(1, part.id());
                        put.setInt(2, run.id());
                        put.setArray(
                                3,
                                connection.createArrayOf("text", part.checks().toArray()));
                        put.addBatch();
                        any = true;
                    }
                }
            }
            if (any) {
                put.executeBatch();
            }
        }
    }

    private static List<Integer> partIds(Connection connection, long count) throws SQLException {
        List<Integer> ids = new ArrayList<>();
        if (count > 0) {
            try (PreparedStatement select = connection.prepareStatement(PART_IDS)) {
                select.setLong(1, count);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getInt(1));
                    }
                }
            }
        }
        return ids;
    }

    /** Stores what has changed but for intervals and roll-ups, which have their own tables. */
    static void save(Connection connection, Collection<AgentRun> runs) throws SQLException {
        List<OpenPart> parts = runs.stream()
                .flatMap(run -> run.parts().stream())
                .filter(OpenPart::hasChanged)
                .toList();
        try (PreparedStatement put = connection.prepareStatement(PUT_OPEN)) {
            new Columns<>(put, parts).add("integer", OpenPart::id).addBytes(OpenPartCodec::pack);
            put.executeUpdate();
        }
        try (PreparedStatement update = connection.prepareStatement(UPDATE_RUNS)) {
            new Columns<>(update, runs)
                    .add("integer", AgentRun::id)
                    .add("bigint", AgentRun::firstAt)
                    .add("bigint", AgentRun::lastAt)
                    .add("text", run -> text(run.batches()))
                    .add("boolean", AgentRun::isResting);
            update.executeUpdate();
        }
    }

    private static void addKeys(Columns<RunKey> columns) throws SQLException {
        columns.add("text", RunKey::site).add("text", RunKey::agent).add("text", RunKey::epoch);
    }

    /** PostgreSQL's text of a multirange of whole numbers: {@code {[1,5),[7,8)}}. */
    private static List<SeenBatches.Interval> ranges(String text) {
        List<SeenBatches.Interval> ranges = new ArrayList<>();
        Matcher matcher = RANGE.matcher(text);
        while (matcher.find()) {
            ranges.add(
                    new SeenBatches.Interval(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)) - 1));
        }
        return ranges;
    }

    private static String text(List<SeenBatches.Interval> ranges) {
        return ranges.stream()
                .map(range -> "[%d,%d]".formatted(range.first(), range.last()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
