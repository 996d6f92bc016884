package dev.portreach.alert.channel;

import dev.portreach.alert.intake.Transactions;
import dev.portreach.alert.secret.SecretBox.LockedException;
import dev.portreach.alert.webhook.Target;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * At start, before anything is sent: seals addresses that an older version kept as they are, and seals anew what an older
 * key sealed, so that this key can go.
 */
@ApplicationScoped
public class ChannelSealing {

    private static final Logger LOG = Logger.getLogger(ChannelSealing.class);

    private final Transactions transactions;
    private final ChannelVault vault;

    ChannelSealing(Transactions transactions, ChannelVault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        seal();
    }

    /** @return how many channels were sealed */
    int seal() {
        return transactions.call(this::seal);
    }

    private int seal(Connection connection) throws SQLException {
        int sealed = 0;
        try (PreparedStatement select =
                        connection.prepareStatement("select id, url, sealed from channel order by id for update");
                PreparedStatement update = connection.prepareStatement(
                        "update channel set sealed = ?, url = null, shown_url = ? where id = ?");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String id = rows.getString(1);
                Target target = target(id, rows.getString(2), rows.getString(3));
                if (target != null) {
                    update.setString(1, vault.seal(id, target));
                    update.setString(2, target.address().shown());
                    update.setString(3, id);
                    update.executeUpdate();
                    sealed++;
                }
            }
        }
        if (sealed > 0) {
            LOG.infof("Sealed the secrets of %d channels with the present key", sealed);
        }
        return sealed;
    }

    private Target target(String id, String plainUrl, String sealed) {
        if (plainUrl != null) {
            return new Target(plainUrl, null, Map.of(), Map.of());
        }
        try {
            return vault.isOutdated(sealed) ? vault.open(id, sealed) : null;
        } catch (LockedException e) {
            LOG.errorf(
                    "Channel %s cannot be used: %s. Bring the key back, or define the channel again",
                    id, e.getMessage());
            return null;
        }
    }
}
