package dev.portreach.alert.incident;

import dev.portreach.alert.delivery.DeliveryConfig;
import dev.portreach.alert.delivery.Dispatcher;
import dev.portreach.alert.delivery.NoticePlan;
import dev.portreach.alert.intake.Incoming;
import dev.portreach.alert.muting.Mute;
import dev.portreach.alert.muting.Mutes;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentStatus;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Takes new versions of incidents, and, in the same transaction, writes down what is to be told. */
@ApplicationScoped
public class IncidentStore {

    private final IncidentRepository incidents;
    private final Teller teller;
    private final Mutes mutes;
    private final InstantSource clock;
    private final DeliveryConfig config;
    private final Dispatcher dispatcher;

    IncidentStore(
            IncidentRepository incidents,
            Teller teller,
            Mutes mutes,
            InstantSource clock,
            DeliveryConfig config,
            Dispatcher dispatcher) {
        this.incidents = incidents;
        this.teller = teller;
        this.mutes = mutes;
        this.clock = clock;
        this.config = config;
        this.dispatcher = dispatcher;
    }

    void store(List<Incoming<Incident>> batch) {
        QuarkusTransaction.requiringNew().run(() -> {
            List<Mute> now = mutes.at(clock.instant());
            batch.forEach(incoming -> storeOne(incoming, now));
        });
        dispatcher.wake();
    }

    private void storeOne(Incoming<Incident> incoming, List<Mute> muting) {
        if (incoming.isTombstone()) {
            return; // what was told is kept
        }
        Incident incident = incoming.event();
        if (incident.status() == IncidentStatus.UNRECOGNISED) {
            throw new IllegalArgumentException("the incident's status is not one this version knows");
        }
        IncidentRow row = incidents.findById(incident.id(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null || row.known().version() < incident.version()) {
            take(row, incident, muting);
        }
    }

    /**
     * Takes what this service says of itself, in a transaction of its own.
     *
     * @param next gives the version that follows the known one; empty if there is nothing new
     * @return whether there was
     */
    public boolean say(String id, UnaryOperator<Optional<Incident>> next) {
        boolean said = QuarkusTransaction.requiringNew().call(() -> {
            IncidentRow row = incidents.findById(id, LockModeType.PESSIMISTIC_WRITE);
            Optional<Incident> version = next.apply(Optional.ofNullable(row).map(IncidentRow::incident));
            version.ifPresent(incident -> take(row, incident, mutes.at(clock.instant())));
            return version.isPresent();
        });
        if (said) {
            dispatcher.wake();
        }
        return said;
    }

    /** @param known null if there is none */
    private void take(IncidentRow known, Incident incident, List<Mute> muting) {
        IncidentRow row = known;
        Incident before = row == null ? null : row.incident();
        NoticePlan plan = NoticePlan.of(Optional.ofNullable(row).map(IncidentRow::known), incident);
        if (row == null) {
            row = new IncidentRow(incident.id());
            row.take(incident, plan.opening());
            incidents.persist(row);
        } else {
            row.take(incident, plan.opening());
        }
        if (!isReplay(incident)) {
            teller.tell(row, before, plan, muting);
        }
    }

    /** What opened while it was muted and is still open is told once nothing mutes it. */
    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tellHeld() {
        boolean told = QuarkusTransaction.requiringNew().call(() -> {
            List<IncidentRow> held = incidents.held();
            if (!held.isEmpty()) {
                List<Mute> now = mutes.at(clock.instant());
                held.forEach(row ->
                        teller.tell(row, null, NoticePlan.nothing(row.known().opening()), now));
            }
            return held.stream().anyMatch(row -> !row.held());
        });
        if (told) {
            dispatcher.wake();
        }
    }

    private boolean isReplay(Incident incident) {
        return config.replayUntil().map(incident.updatedAt()::isBefore).orElse(false);
    }
}
