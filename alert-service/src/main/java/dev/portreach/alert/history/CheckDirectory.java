package dev.portreach.alert.history;

import dev.portreach.alert.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every check that a revision ever named, and what is known of the sites whose access they prove. */
@ApplicationScoped
public class CheckDirectory {

    /**
     * A check.
     *
     * @param number names it in packed days
     * @param vantage site that probes
     * @param subject site whose access is proven
     * @param host of the endpoint in the core, by the newest revision; null if that is not known
     * @param ports by the newest revision; null if that is not known
     * @param sinceAt when the first revision that names it was made, milliseconds since the epoch; 0 if that is not known
     * @param untilAt when one was made that does not name it any more; {@link Long#MAX_VALUE} if it is assigned
     */
    public record Entry(
            int number,
            String id,
            String vantage,
            String subject,
            String component,
            String host,
            String ports,
            long sinceAt,
            long untilAt) {}

    /** Name and value of a site's label. */
    public record Label(String name, String value) {}

    /** Which checks; null means any. */
    public record Filter(String site, String component, Label label) {}

    /** @param labels free key and value pairs */
    public record Site(String region, String access, Map<String, String> labels) {}

    /** All of them are on the heap while an answer is made. */
    private static final int MOST = 500_000;

    private static final String LIST =
            """
            select number, check_id, vantage, subject, component, host, ports, since_at, until_at from known_check
            where check_id > ? and since_at < ? and (until_at is null or until_at > ?)""";

    private final int most;

    @Inject
    CheckDirectory() {
        this(MOST);
    }

    /** @param most checks of one answer about all of them */
    CheckDirectory(int most) {
        this.most = most;
    }

    /**
     * All that were assigned at any moment of a time, by id.
     *
     * @param from milliseconds since the epoch
     * @param to exclusive
     * @throws ProblemException 400 if they are too many for one answer: none is left out in silence
     */
    public List<Entry> all(Connection connection, Filter filter, long from, long to) throws SQLException {
        List<Entry> checks = list(connection, filter, from, to, "", most + 1);
        if (checks.size() > most) {
            throw ProblemException.invalid(
                    "site",
                    "more than %,d checks were assigned within that time; ask for one site, component or label, or for less time"
                            .formatted(most));
        }
        return checks;
    }

    /**
     * Those that were assigned at any moment of a time, by id.
     *
     * @param from milliseconds since the epoch
     * @param to exclusive
     * @param after id after which to go on; empty for the beginning
     */
    public List<Entry> list(Connection connection, Filter filter, long from, long to, String after, int limit)
            throws SQLException {
        StringBuilder query = new StringBuilder(LIST);
        List<Object> values = new ArrayList<>(List.of(after, to, from));
        if (filter.site() != null) {
            query.append(" and subject = ?");
            values.add(filter.site());
        }
        if (filter.component() != null) {
            query.append(" and component = ?");
            values.add(filter.component());
        }
        if (filter.label() != null) {
            query.append(" and subject in (select site from known_site where labels::json ->> ? = ?)");
            values.add(filter.label().name());
            values.add(filter.label().value());
        }
        query.append(" order by check_id limit ?");
        values.add(limit);
        try (PreparedStatement select = connection.prepareStatement(query.toString())) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            List<Entry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Long until = rows.getObject(9, Long.class);
                    entries.add(new Entry(
                            rows.getInt(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getString(7),
                            rows.getLong(8),
                            until == null ? Long.MAX_VALUE : until));
                }
            }
            return entries;
        }
    }

    /** All sites that ever had an assignment, by id. */
    public Map<String, Site> sites(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select site, region, access, labels from known_site");
                ResultSet rows = select.executeQuery()) {
            Map<String, Site> sites = new HashMap<>();
            while (rows.next()) {
                sites.put(
                        rows.getString(1),
                        new Site(rows.getString(2), rows.getString(3), SiteLabels.read(rows.getString(4))));
            }
            return sites;
        }
    }
}
