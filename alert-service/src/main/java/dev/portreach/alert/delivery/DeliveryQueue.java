package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.ChannelUrl;
import dev.portreach.alert.intake.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The ledger as a queue. All times are the database's, so that instances need not agree on the time. */
@ApplicationScoped
public class DeliveryQueue {

    /** In order per incident and channel: what is not delivered yet holds back what comes after it. */
    private static final String CLAIM =
            """
            update delivery set state = 'sending', attempts = attempts + 1, attempt_started_at = clock_timestamp()
            where id in (
              select d.id from delivery d
              where d.channel_id = ? and d.state = 'pending' and d.next_attempt_at <= clock_timestamp()
                and not exists (
                  select 1 from delivery e
                  where e.channel_id = d.channel_id and e.incident_id = d.incident_id
                    and e.ordinal < d.ordinal and e.state in ('pending', 'sending'))
              order by d.next_attempt_at, d.ordinal
              limit ?
              for update skip locked)
            returning id, event, idempotency_key, payload, attempts""";

    /** Where the channel was deleted meanwhile, nothing is left to do. */
    private static final String RECLAIM =
            """
            update delivery set state = case when exists (select 1 from channel c where c.id = channel_id)
                then 'pending' else 'cancelled' end,
              next_attempt_at = clock_timestamp(), last_error = 'the service stopped during an attempt'
            where state = 'sending' and attempt_started_at < clock_timestamp() - ? * interval '1 millisecond'
              and id <> all (?)""";

    private static final String NEXT =
            """
            select (extract(epoch from min(d.next_attempt_at) - clock_timestamp()) * 1000)::bigint
            from delivery d join channel c on c.id = d.channel_id and c.enabled
            where d.state = 'pending' and d.next_attempt_at > clock_timestamp()""";

    private static final String FAILED =
            """
            update delivery set state = case when exists (select 1 from channel c where c.id = channel_id)
                then 'pending' else 'cancelled' end,
              last_status = ?, last_error = ?,
              next_attempt_at = clock_timestamp() + ? * interval '1 millisecond'
            where id = ? and state = 'sending'""";

    private static final String DELIVERED =
            """
            update delivery set state = 'delivered', last_status = ?, last_error = null,
              delivered_at = clock_timestamp()
            where id = ? and state in ('sending', 'pending')""";

    private final Transactions transactions;

    DeliveryQueue(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Where to send, by channel; only channels in use. */
    Map<String, ChannelUrl> channels() {
        return transactions.read(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("select id, url from channel where enabled order by id");
                    ResultSet rows = select.executeQuery()) {
                Map<String, ChannelUrl> channels = new LinkedHashMap<>();
                while (rows.next()) {
                    channels.put(rows.getString(1), ChannelUrl.parse(rows.getString(2)));
                }
                return channels;
            }
        });
    }

    /** Marks rows as being sent before they are: after a crash they are sent once more, under the same key. */
    List<DueDelivery> claim(String channel, int limit) {
        return transactions.call(connection -> {
            try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
                claim.setString(1, channel);
                claim.setInt(2, limit);
                List<DueDelivery> due = new ArrayList<>();
                try (ResultSet rows = claim.executeQuery()) {
                    while (rows.next()) {
                        due.add(new DueDelivery(
                                rows.getObject(1, UUID.class),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getInt(5)));
                    }
                }
                return due;
            }
        });
    }

    /**
     * Gives back rows whose sender is gone.
     *
     * @param lease how long an attempt may take
     * @param mine rows that this process is still sending
     */
    int reclaim(Duration lease, Collection<UUID> mine) {
        return transactions.call(connection -> {
            try (PreparedStatement reclaim = connection.prepareStatement(RECLAIM)) {
                reclaim.setLong(1, lease.toMillis());
                reclaim.setArray(2, connection.createArrayOf("uuid", mine.toArray()));
                return reclaim.executeUpdate();
            }
        });
    }

    /** Time to the next row that is not due yet. */
    Optional<Duration> untilNext() {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(NEXT);
                    ResultSet rows = select.executeQuery()) {
                rows.next();
                long millis = rows.getLong(1);
                return rows.wasNull() ? Optional.<Duration>empty() : Optional.of(Duration.ofMillis(millis));
            }
        });
    }

    void delivered(UUID id, int status) {
        transactions.call(connection -> {
            try (PreparedStatement update = connection.prepareStatement(DELIVERED)) {
                update.setInt(1, status);
                update.setObject(2, id);
                return update.executeUpdate();
            }
        });
    }

    void failed(UUID id, Answer answer, Duration pause) {
        transactions.call(connection -> {
            try (PreparedStatement update = connection.prepareStatement(FAILED)) {
                update.setObject(1, answer.status(), java.sql.Types.INTEGER);
                update.setString(2, answer.error());
                update.setLong(3, pause.toMillis());
                update.setObject(4, id);
                return update.executeUpdate();
            }
        });
    }
}
