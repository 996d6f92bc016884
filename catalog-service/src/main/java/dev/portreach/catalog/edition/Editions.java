package dev.portreach.catalog.edition;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** Which edition of the catalog is in force. */
@Singleton
class Editions {

    private final DataSource database;

    /** Its own, so that reads do not wait behind edits that hold the threads of requests. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Editions::thread);

    private final SharedRead<UUID> reads = new SharedRead<>(this::read, thread);

    Editions(DataSource database) {
        this.database = database;
    }

    /** The edition that holds what was committed before; whoever reads the catalog after sees it or a later one. */
    Uni<UUID> current() {
        return Uni.createFrom().completionStage(reads::next);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "edition");
        thread.setDaemon(true);
        return thread;
    }

    private UUID read() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select id from catalog.edition");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getObject(1, UUID.class);
        } catch (SQLException e) {
            throw new IllegalStateException("the edition of the catalog could not be read", e);
        }
    }
}
