package dev.portreach.alert.delivery;

import dev.portreach.alert.channel.Channel;
import dev.portreach.alert.channel.ChannelRepository;
import dev.portreach.alert.intake.Transactions;
import dev.portreach.alert.payload.Message;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Tells through the other channels that one does not take messages, and that it does again; once each. */
@ApplicationScoped
public class ChannelWatch {

    /** @param since of the first attempt that failed in a row */
    private record Dead(String channel, Instant since, String error, int waiting) {}

    private static final Logger LOG = Logger.getLogger(ChannelWatch.class);
    private static final int FEWEST_FAILURES = 3;

    private static final String DEAD =
            """
            select s.channel_id, s.failing_since, s.last_error,
              (select count(*) from delivery d where d.channel_id = s.channel_id and d.state in ('pending', 'sending'))
            from channel_state s join channel c on c.id = s.channel_id and c.enabled
            where s.alarmed_since is null and s.failures >= ?
              and s.failing_since < clock_timestamp() - ? * interval '1 millisecond'
            order by s.channel_id for update of s skip locked""";

    private static final String RECOVERED =
            """
            select channel_id, alarmed_since, '', 0 from channel_state
            where alarmed_since is not null and failures = 0
            order by channel_id for update skip locked""";

    private static final String ALARMED = "update channel_state set alarmed_since = failing_since where channel_id = ?";
    private static final String CALM = "update channel_state set alarmed_since = null where channel_id = ?";
    private static final String ALL_DEAD =
            "select channel_id from channel_state where alarmed_since is not null and failures > 0";

    private final Transactions transactions;
    private final ChannelRepository channels;
    private final DeliveryLedger ledger;
    private final DeliveryConfig config;
    private final Dispatcher dispatcher;
    private final InstantSource clock;

    ChannelWatch(
            Transactions transactions,
            ChannelRepository channels,
            DeliveryLedger ledger,
            DeliveryConfig config,
            Dispatcher dispatcher,
            InstantSource clock) {
        this.transactions = transactions;
        this.channels = channels;
        this.ledger = ledger;
        this.config = config;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    @Scheduled(every = "5s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (transactions.call(this::tell) > 0) {
            dispatcher.wake();
        }
    }

    private int tell(Connection connection) throws SQLException {
        int told = 0;
        for (Dead dead : dead(connection)) {
            mark(connection, ALARMED, dead.channel());
            String key =
                    "channel:%s:dead:%d".formatted(dead.channel(), dead.since().toEpochMilli());
            LOG.errorf("Channel %s does not take messages since %s: %s", dead.channel(), dead.since(), dead.error());
            told += tellOthers(
                    connection,
                    dead.channel(),
                    Message.channelDead(
                            key, dead.channel(), dead.since(), clock.instant(), dead.error(), dead.waiting()));
        }
        for (Dead recovered : rows(connection.prepareStatement(RECOVERED))) {
            mark(connection, CALM, recovered.channel());
            String key = "channel:%s:recovered:%d"
                    .formatted(recovered.channel(), recovered.since().toEpochMilli());
            told += tellOthers(
                    connection,
                    recovered.channel(),
                    Message.channelRecovered(key, recovered.channel(), recovered.since(), clock.instant()));
        }
        return told;
    }

    private List<Dead> dead(Connection connection) throws SQLException {
        PreparedStatement select = connection.prepareStatement(DEAD);
        select.setInt(1, FEWEST_FAILURES);
        select.setLong(2, config.deadAfter().toMillis());
        return rows(select);
    }

    private int tellOthers(Connection connection, String about, Message message) throws SQLException {
        Set<String> dead = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(ALL_DEAD);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                dead.add(rows.getString(1));
            }
        }
        List<Channel> others = channels.enabled().stream()
                .filter(channel -> !channel.id().equals(about) && !dead.contains(channel.id()))
                .toList();
        others.forEach(channel -> ledger.write(channel, message));
        return others.size();
    }

    private static void mark(Connection connection, String sql, String channel) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, channel);
            update.executeUpdate();
        }
    }

    private static List<Dead> rows(PreparedStatement select) throws SQLException {
        try (select;
                ResultSet rows = select.executeQuery()) {
            List<Dead> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new Dead(
                        rows.getString(1),
                        rows.getObject(2, OffsetDateTime.class).toInstant(),
                        rows.getString(3),
                        rows.getInt(4)));
            }
            return found;
        }
    }
}
