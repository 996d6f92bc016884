package dev.portreach.alert.watch;

import dev.portreach.alert.delivery.DirectSender;
import dev.portreach.alert.payload.Message;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Sends the beat while all that comes in is judged. A beat that fails is not repeated: the next one is due soon. */
@ApplicationScoped
public class DeadMan {

    private static final Logger LOG = Logger.getLogger(DeadMan.class);

    private final DeadManConfig config;
    private final VitalsReader vitals;
    private final DirectSender sender;
    private final InstantSource clock;
    private Optional<String> trouble = Optional.empty();

    DeadMan(DeadManConfig config, VitalsReader vitals, DirectSender sender, InstantSource clock) {
        this.config = config;
        this.vitals = vitals;
        this.sender = sender;
        this.clock = clock;
    }

    @Scheduled(
            every = "${portreach.dead-man.interval:PT60S}",
            delayed = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        config.channel().ifPresent(this::beat);
    }

    private void beat(String channel) {
        Optional<String> now = vitals.read().trouble(config.largestLag());
        if (!now.equals(trouble)) {
            now.ifPresentOrElse(
                    reason -> LOG.warnf("The all-is-well beat stops: %s", reason),
                    () -> LOG.info("The all-is-well beat goes on"));
        }
        trouble = now;
        if (now.isEmpty()) {
            String key = "all-is-well:" + clock.instant().toEpochMilli();
            sender.send(channel, Message.allIsWell(key, config.interval(), clock.instant()));
        }
    }
}
