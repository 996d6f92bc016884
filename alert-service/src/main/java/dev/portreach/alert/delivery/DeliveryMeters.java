package dev.portreach.alert.delivery;

import dev.portreach.alert.intake.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What is still to be told, and what waits for a revision, as gauges. */
@ApplicationScoped
public class DeliveryMeters {

    private static final String COUNTS =
            """
            select 'pending', count(*) from delivery where state = 'pending'
            union all select 'sending', count(*) from delivery where state = 'sending'
            union all select 'parked', count(*) from parked_batch
            union all select 'channel-dead', count(*) from channel_state where alarmed_since is not null and failures > 0
            union all select 'channel-failing', count(*) from channel_state where failures > 0""";

    private final Transactions transactions;
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    DeliveryMeters(Transactions transactions, MeterRegistry meters) {
        this.transactions = transactions;
        meters.gauge(
                "portreach.deliveries", io.micrometer.core.instrument.Tags.of("state", "pending"), count("pending"));
        meters.gauge(
                "portreach.deliveries", io.micrometer.core.instrument.Tags.of("state", "sending"), count("sending"));
        meters.gauge("portreach.parked.batches", count("parked"));
        meters.gauge("portreach.channels.dead", count("channel-dead"));
        meters.gauge("portreach.channels.failing", count("channel-failing"));
    }

    @Scheduled(every = "10s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(COUNTS);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    count(rows.getString(1)).set(rows.getLong(2));
                }
                return null;
            }
        });
    }

    private AtomicLong count(String what) {
        return counts.computeIfAbsent(what, name -> new AtomicLong());
    }
}
