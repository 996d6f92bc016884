package dev.portreach.alert.history;

import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.result.ResultBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Batches that wait for their revision. */
@ApplicationScoped
public class ParkedBatches {

    private final EventCodec<ResultBatch> codec = new EventCodec<>(EventType.RESULTS);

    /** Most batches that wait for one site; beyond, a site's agents make up revisions. */
    private static final int MOST_PER_SITE = 10_000;

    /** @return false if too many wait already, and it is dropped */
    boolean put(Connection connection, ReceivedBatch received) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                """
                insert into parked_batch
                  (partition_no, record_offset, site, revision, appended_at, signature, value)
                select ?, ?, ?, ?, ?, ?, ? where (select count(*) from parked_batch where site = ?) < ?
                on conflict do nothing""")) {
            insert.setInt(1, received.partition());
            insert.setLong(2, received.offset());
            insert.setString(3, received.key());
            insert.setLong(4, received.batch().revision());
            insert.setLong(5, received.appendedAt());
            insert.setString(6, received.signature());
            insert.setBytes(7, received.value());
            insert.setString(8, received.key());
            insert.setInt(9, MOST_PER_SITE);
            return insert.executeUpdate() > 0;
        }
    }

    /** Takes them out. */
    List<ReceivedBatch> take(Connection connection, String site, long revision) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                """
                delete from parked_batch where site = ? and revision = ?
                returning value, signature, partition_no, record_offset, appended_at""")) {
            delete.setString(1, site);
            delete.setLong(2, revision);
            List<ReceivedBatch> taken = new ArrayList<>();
            try (ResultSet rows = delete.executeQuery()) {
                while (rows.next()) {
                    byte[] value = rows.getBytes(1);
                    taken.add(new ReceivedBatch(
                            site,
                            codec.read(value),
                            value,
                            rows.getString(2),
                            rows.getInt(3),
                            rows.getLong(4),
                            rows.getLong(5)));
                }
            }
            return taken;
        }
    }
}
