package dev.portreach.alert.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A part that an export looks at, and what its checks are called.
 *
 * @param site the one that probes
 * @param firstAt the first observation of its run, milliseconds since the epoch
 * @param lastAt the last one
 * @param checks by slot
 * @param wanted slots that the export is to have
 */
record ExportedPart(
        int id,
        String site,
        String agent,
        String epoch,
        long firstAt,
        long lastAt,
        List<String> checks,
        TreeMap<Integer, Names> wanted) {

    /** @param subject the site whose access is proven; null as the component is, where no revision names the check */
    record Names(String subject, String component) {}

    private static final String IDS =
            """
            select p.id from history_part p join history_run r on r.id = p.run
            where r.first_at < ? and r.last_at >= ?
              and (? or (r.site in (select k.vantage from known_check k %1$s)
                and exists (select from unnest(p.checks) c (id) where c.id in (select k.check_id from known_check k %1$s))))
            order by p.id"""
                    .formatted("where (?::text is null or k.subject = ?) and (?::text is null or k.component = ?)"
                            + " and (?::text is null or k.check_id = ?)");

    private static final String READ =
            """
            select r.site, r.agent, r.epoch, r.first_at, r.last_at, c.id, k.subject, k.component
            from history_part p join history_run r on r.id = p.run
            cross join unnest(p.checks) with ordinality c (id, place) left join known_check k on k.check_id = c.id
            where p.id = ? order by c.place""";

    /** All parts that may have something to say; a number each. */
    static List<Integer> ids(Connection connection, ExportQuery query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(IDS)) {
            select.setLong(1, query.to().toEpochMilli());
            select.setLong(2, query.from().toEpochMilli() - KnownCheck.LONGEST_HOLD.toMillis());
            select.setBoolean(3, query.isOfAll());
            int next = 4;
            for (String wanted : Arrays.asList(
                    query.site(), query.component(), query.check(), query.site(), query.component(), query.check())) {
                select.setString(next++, wanted);
                select.setString(next++, wanted);
            }
            List<Integer> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getInt(1));
                }
            }
            return ids;
        }
    }

    /** Empty if there is nothing in it that is wanted. */
    static Optional<ExportedPart> read(Connection connection, int id, ExportQuery query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setInt(1, id);
            ExportedPart part = null;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    if (part == null) {
                        part = new ExportedPart(
                                id,
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getLong(4),
                                rows.getLong(5),
                                new ArrayList<>(),
                                new TreeMap<>());
                    }
                    part.add(rows.getString(6), new Names(rows.getString(7), rows.getString(8)), query);
                }
            }
            return Optional.ofNullable(part).filter(read -> !read.wanted().isEmpty());
        }
    }

    private void add(String check, Names names, ExportQuery query) {
        boolean isWanted = (query.site() == null || query.site().equals(names.subject()))
                && (query.component() == null || query.component().equals(names.component()))
                && (query.check() == null || query.check().equals(check));
        if (isWanted) {
            wanted.put(checks.size(), names);
        }
        checks.add(check);
    }
}
