package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.ChannelType;
import dev.portreach.alert.intake.Transactions;
import dev.portreach.alert.webhook.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
                and not exists (
                  select 1 from delivery e join delivery g on g.id = e.digest_id
                  where e.channel_id = d.channel_id and e.incident_id = d.incident_id
                    and e.state = 'digested' and g.state in ('pending', 'sending'))
              order by d.next_attempt_at, d.ordinal
              limit ?
              for update skip locked)
            returning id, event, idempotency_key, payload, attempts""";

    /** Where the channel was deleted meanwhile, nothing is left to do. */
    private static final String RECLAIM =
            """
            update delivery set state = case when exists (select 1 from channel c where c.id = channel_id)
                then 'pending' else 'cancelled' end,
              next_attempt_at = clock_timestamp(), uncertain = true,
              last_error = 'the service stopped during an attempt'
            where state = 'sending' and attempt_started_at < clock_timestamp() - ? * interval '1 millisecond'
              and id <> all (?)""";

    private static final String NEXT =
            """
            select (extract(epoch from min(greatest(d.next_attempt_at, s.paused_until)) - clock_timestamp()) * 1000)::bigint
            from delivery d join channel c on c.id = d.channel_id and c.enabled
              left join channel_state s on s.channel_id = c.id
            where d.state = 'pending' and greatest(d.next_attempt_at, s.paused_until) > clock_timestamp()""";

    private static final String FAILED =
            """
            update delivery set state = case when exists (select 1 from channel c where c.id = channel_id)
                then 'pending' else 'cancelled' end,
              last_status = ?, last_error = ?, uncertain = uncertain or ?,
              next_attempt_at = clock_timestamp() + ? * interval '1 millisecond'
            where id = ? and state = 'sending'""";

    private static final String DELIVERED =
            """
            update delivery set state = 'delivered', last_status = ?, last_error = null,
              delivered_at = clock_timestamp()
            where id = ? and state in ('sending', 'pending')""";

    private static final String LANES =
            """
            select c.id, c.type, c.sealed, coalesce(s.failures, 0)
            from channel c left join channel_state s on s.channel_id = c.id
            where c.enabled and c.sealed is not null
              and (s.paused_until is null or s.paused_until <= clock_timestamp())
            order by c.id""";

    private static final String CHANNEL_WORKS =
            """
            insert into channel_state (channel_id, last_success_at)
            select id, clock_timestamp() from channel where id = ?
            on conflict (channel_id) do update set failures = 0, failing_since = null, last_status = null,
              last_error = null, paused_until = null, last_success_at = excluded.last_success_at""";

    private static final String CHANNEL_FAILS =
            """
            insert into channel_state as s (channel_id, failures, failing_since, last_status, last_error, paused_until)
            select id, 1, clock_timestamp(), ?::integer, ?, clock_timestamp() + ? * interval '1 millisecond'
            from channel where id = ?
            on conflict (channel_id) do update set failures = s.failures + 1,
              failing_since = coalesce(s.failing_since, excluded.failing_since), last_status = excluded.last_status,
              last_error = excluded.last_error, paused_until = greatest(s.paused_until, excluded.paused_until)""";

    private final Transactions transactions;

    DeliveryQueue(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The channel does not take messages, or none can be sent to it. */
    void channelFailed(String channel, Answer answer, Duration pause) {
        transactions.call(connection -> {
            try (PreparedStatement fails = connection.prepareStatement(CHANNEL_FAILS)) {
                fails.setObject(1, answer.status(), Types.INTEGER);
                fails.setString(2, answer.error());
                fails.setLong(3, pause.toMillis());
                fails.setString(4, channel);
                return fails.executeUpdate();
            }
        });
    }

    /** Channels in use that are not to be left alone for now. */
    List<Lane> lanes() {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(LANES);
                    ResultSet rows = select.executeQuery()) {
                List<Lane> lanes = new ArrayList<>();
                while (rows.next()) {
                    lanes.add(new Lane(
                            rows.getString(1),
                            ChannelType.ofWireName(rows.getString(2)),
                            rows.getString(3),
                            rows.getInt(4)));
                }
                return lanes;
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

    void delivered(String channel, UUID id, int status) {
        transactions.call(connection -> {
            try (PreparedStatement update = connection.prepareStatement(DELIVERED);
                    PreparedStatement works = connection.prepareStatement(CHANNEL_WORKS)) {
                update.setInt(1, status);
                update.setObject(2, id);
                works.setString(1, channel);
                works.executeUpdate();
                return update.executeUpdate();
            }
        });
    }

    /** @param pause for this message, and for its channel */
    void failed(String channel, UUID id, Answer answer, Duration pause) {
        channelFailed(channel, answer, pause);
        transactions.call(connection -> {
            try (PreparedStatement update = connection.prepareStatement(FAILED)) {
                update.setObject(1, answer.status(), Types.INTEGER);
                update.setString(2, answer.error());
                update.setBoolean(3, answer.uncertain());
                update.setLong(4, pause.toMillis());
                update.setObject(5, id);
                return update.executeUpdate();
            }
        });
    }
}
