package dev.portreach.alert.incident;

import dev.portreach.alert.channel.ChannelRepository;
import dev.portreach.alert.delivery.DeliveryConfig;
import dev.portreach.alert.delivery.DeliveryLedger;
import dev.portreach.alert.delivery.Dispatcher;
import dev.portreach.alert.delivery.NoticePlan;
import dev.portreach.alert.intake.Incoming;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentStatus;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** Takes new versions of incidents, and, in the same transaction, writes down what is to be told. */
@ApplicationScoped
public class IncidentStore {

    private final IncidentRepository incidents;
    private final ChannelRepository channels;
    private final DeliveryLedger ledger;
    private final DeliveryConfig config;
    private final Dispatcher dispatcher;

    IncidentStore(
            IncidentRepository incidents,
            ChannelRepository channels,
            DeliveryLedger ledger,
            DeliveryConfig config,
            Dispatcher dispatcher) {
        this.incidents = incidents;
        this.channels = channels;
        this.ledger = ledger;
        this.config = config;
        this.dispatcher = dispatcher;
    }

    void store(List<Incoming<Incident>> batch) {
        QuarkusTransaction.requiringNew().run(() -> batch.forEach(this::storeOne));
        dispatcher.wake();
    }

    private void storeOne(Incoming<Incident> incoming) {
        if (incoming.isTombstone()) {
            return; // what was told is kept
        }
        Incident incident = incoming.event();
        if (incident.status() == IncidentStatus.UNRECOGNISED) {
            throw new IllegalArgumentException("the incident's status is not one this version knows");
        }
        IncidentRow row = incidents.findById(incident.id(), LockModeType.PESSIMISTIC_WRITE);
        if (row != null && row.known().version() >= incident.version()) {
            return;
        }
        NoticePlan plan = NoticePlan.of(Optional.ofNullable(row).map(IncidentRow::known), incident);
        if (row == null) {
            row = new IncidentRow(incident.id());
            row.take(incident, plan.opening());
            incidents.persist(row);
        } else {
            row.take(incident, plan.opening());
        }
        if (!isReplay(incident)) {
            channels.enabled().forEach(channel -> ledger.write(channel, incident, plan.notices()));
        }
    }

    private boolean isReplay(Incident incident) {
        return config.replayUntil().map(incident.updatedAt()::isBefore).orElse(false);
    }
}
