package dev.portreach.alert.trouble;

import dev.portreach.alert.delivery.DeliveryConfig;
import dev.portreach.alert.incident.IncidentStore;
import dev.portreach.alert.stream.StreamsSetup;
import dev.portreach.alert.watch.DeadManConfig;
import dev.portreach.alert.watch.Vitals;
import dev.portreach.alert.watch.VitalsReader;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks at Portreach itself and tells what it finds as incidents. They do not go over Kafka, which may be what is broken;
 * while the database is away nobody can be told, and the all-is-well beat stops.
 */
@ApplicationScoped
class TroubleWatch {

    private static final Logger LOG = Logger.getLogger(TroubleWatch.class);

    private final VitalsReader vitals;
    private final BrokerReader broker;
    private final IncidentStore incidents;
    private final Troubles troubles;
    private final Path state;
    private final String address;
    private final InstantSource clock;

    TroubleWatch(
            VitalsReader vitals,
            BrokerReader broker,
            IncidentStore incidents,
            TroubleConfig config,
            DeadManConfig deadMan,
            StreamsSetup streams,
            DeliveryConfig delivery,
            InstantSource clock) {
        this.vitals = vitals;
        this.broker = broker;
        this.incidents = incidents;
        this.troubles = new Troubles(deadMan.largestLag(), config.leastFree());
        this.state = streams.stateDir();
        this.address = delivery.externalUrl();
        this.clock = clock;
    }

    @Scheduled(
            every = "${portreach.self-watch.interval:PT30S}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        Vitals now = vitals.read();
        if (!now.database()) {
            return;
        }
        Readings readings = new Readings(clock.instant(), now.stalled(), broker.read(), freeHere());
        troubles.look(readings).forEach(this::tell);
    }

    private void tell(Trouble trouble, Optional<Finding> finding) {
        boolean told = incidents.say(
                trouble.incident(), known -> OwnIncident.next(known, trouble, finding, address, clock.instant()));
        if (told) {
            finding.ifPresentOrElse(
                    found -> LOG.errorf("%s: %s", trouble.title(), found.what()),
                    () -> LOG.infof("Over: %s", trouble.title()));
        }
    }

    private double freeHere() {
        try {
            FileStore disk = Files.getFileStore(Files.exists(state) ? state : Path.of("."));
            return disk.getUsableSpace() / (double) Math.max(1, disk.getTotalSpace());
        } catch (IOException e) {
            LOG.debugf("How full the disk is cannot be told: %s", e.getMessage());
            return 1;
        }
    }
}
