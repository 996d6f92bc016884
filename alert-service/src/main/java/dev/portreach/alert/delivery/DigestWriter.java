package dev.portreach.alert.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.portreach.alert.channel.Channel;
import dev.portreach.alert.channel.ChannelRepository;
import dev.portreach.alert.intake.Transactions;
import dev.portreach.alert.payload.Message;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.incident.Incident;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Puts what people have not been told in time into one message: after a long outage, ours or the channel's, they need to
 * know what happened, not to be called for each. What may have arrived already is left as it is.
 */
@ApplicationScoped
public class DigestWriter {

    /** As many as fit into the smallest of the chats' limits, each with its line. */
    static final int LARGEST = 12;

    private static final int SMALLEST = 2;

    private static final String OLD =
            """
            select d.incident_id from delivery d
            where d.channel_id = ? and d.state = 'pending' and d.event = 'opened'
              and d.onset_at < clock_timestamp() - ? * interval '1 millisecond'
              and not exists (
                select 1 from delivery e
                where e.channel_id = d.channel_id and e.incident_id = d.incident_id
                  and (e.state = 'sending' or (e.state = 'pending' and e.uncertain)))
            order by d.onset_at limit ?
            for update skip locked""";

    private static final String INCIDENTS = "select document from incident where id = any (?) order by opened_at, id";

    private static final String GOES_WITH =
            """
            update delivery set state = 'digested', digest_id = ?
            where channel_id = ? and incident_id = any (?) and state = 'pending'""";

    private final Transactions transactions;
    private final ChannelRepository channels;
    private final DeliveryLedger ledger;
    private final DeliveryConfig config;
    private final InstantSource clock;

    DigestWriter(
            Transactions transactions,
            ChannelRepository channels,
            DeliveryLedger ledger,
            DeliveryConfig config,
            InstantSource clock) {
        this.transactions = transactions;
        this.channels = channels;
        this.ledger = ledger;
        this.config = config;
        this.clock = clock;
    }

    /** Writes digests for the channel, as long as there is more than one old incident to tell it. */
    void write(String channel) {
        boolean more = true;
        while (more) {
            more = transactions.call(connection -> writeOne(connection, channel));
        }
    }

    private boolean writeOne(Connection connection, String channelId) throws SQLException {
        List<String> old = old(connection, channelId);
        if (old.size() < SMALLEST) {
            return false;
        }
        Channel channel = channels.findById(channelId);
        if (channel == null) {
            return false;
        }
        String key = "digest:" + UUID.randomUUID();
        UUID digest = ledger.write(channel, Message.digest(key, incidents(connection, old), clock.instant()));
        try (PreparedStatement update = connection.prepareStatement(GOES_WITH)) {
            update.setObject(1, digest);
            update.setString(2, channelId);
            update.setArray(3, connection.createArrayOf("text", old.toArray()));
            update.executeUpdate();
        }
        return true;
    }

    private List<String> old(Connection connection, String channel) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OLD)) {
            select.setString(1, channel);
            select.setLong(2, config.digestAfter().toMillis());
            select.setInt(3, LARGEST);
            return texts(select).stream().distinct().toList();
        }
    }

    private static List<Incident> incidents(Connection connection, List<String> ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(INCIDENTS)) {
            select.setArray(1, connection.createArrayOf("text", ids.toArray()));
            return texts(select).stream().map(DigestWriter::incident).toList();
        }
    }

    private static List<String> texts(PreparedStatement select) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static Incident incident(String document) {
        try {
            return EventJson.mapper().readValue(document, Incident.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an incident that was stored cannot be read", e);
        }
    }
}
