package dev.portreach.alert.channel;

import dev.portreach.alert.intake.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How channels do, as their deliveries went. */
@ApplicationScoped
public class ChannelStates {

    private static final String STATES =
            """
            select c.id, coalesce(s.failures, 0), s.failing_since, s.last_status, s.last_error, s.last_success_at,
              s.paused_until, s.alarmed_since is not null and s.failures > 0,
              (select count(*) from delivery d where d.channel_id = c.id and d.state in ('pending', 'sending'))
            from channel c left join channel_state s on s.channel_id = c.id
            where c.id = any (?)""";

    private final Transactions transactions;
    private final ChannelVault vault;

    ChannelStates(Transactions transactions, ChannelVault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    /** The state of each of these channels. */
    public Map<String, ChannelState> of(Collection<Channel> channels) {
        Map<String, ChannelState> sent = transactions.read(connection ->
                read(connection, channels.stream().map(Channel::id).toList()));
        Map<String, ChannelState> states = new HashMap<>();
        for (Channel channel : channels) {
            ChannelState state = sent.getOrDefault(channel.id(), ChannelState.UNUSED);
            String locked = vault.fault(channel.id(), channel.sealed());
            states.put(channel.id(), judged(channel, state, locked));
        }
        return states;
    }

    private static ChannelState judged(Channel channel, ChannelState state, String locked) {
        if (!channel.enabled()) {
            return state.as("disabled", null);
        }
        return locked == null ? state : state.as("locked", locked);
    }

    private static Map<String, ChannelState> read(Connection connection, List<String> ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STATES)) {
            select.setArray(1, connection.createArrayOf("text", ids.toArray()));
            Map<String, ChannelState> states = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    int failures = rows.getInt(2);
                    Instant lastSuccess = instant(rows, 6);
                    String word = rows.getBoolean(8)
                            ? "dead"
                            : failures > 0 ? "failing" : lastSuccess == null ? "unused" : "ok";
                    states.put(
                            rows.getString(1),
                            new ChannelState(
                                    word,
                                    rows.getInt(9),
                                    failures,
                                    instant(rows, 3),
                                    rows.getObject(4, Integer.class),
                                    rows.getString(5),
                                    lastSuccess,
                                    instant(rows, 7)));
                }
            }
            return states;
        }
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        OffsetDateTime at = rows.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
