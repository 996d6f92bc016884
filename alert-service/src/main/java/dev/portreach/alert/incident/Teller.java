package dev.portreach.alert.incident;

import dev.portreach.alert.acknowledge.Acknowledgements;
import dev.portreach.alert.channel.ChannelRepository;
import dev.portreach.alert.delivery.DeliveryLedger;
import dev.portreach.alert.delivery.DeliveryRepository;
import dev.portreach.alert.delivery.NoticePlan;
import dev.portreach.alert.delivery.Telling;
import dev.portreach.alert.matcher.IncidentLabels;
import dev.portreach.alert.muting.Mute;
import dev.portreach.alert.muting.Mutes;
import dev.portreach.alert.routing.RouteService;
import dev.portreach.contracts.incident.Incident;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes down what is to be told of an incident, and to whom; takes part in the caller's transaction. */
@ApplicationScoped
public class Teller {

    private final ChannelRepository channels;
    private final RouteService routes;
    private final Acknowledgements acknowledgements;
    private final DeliveryRepository deliveries;
    private final DeliveryLedger ledger;

    Teller(
            ChannelRepository channels,
            RouteService routes,
            Acknowledgements acknowledgements,
            DeliveryRepository deliveries,
            DeliveryLedger ledger) {
        this.channels = channels;
        this.routes = routes;
        this.acknowledgements = acknowledgements;
        this.deliveries = deliveries;
        this.ledger = ledger;
    }

    /**
     * Tells what there is to tell.
     *
     * @param before the version before; null if there was none
     * @param mutes what mutes now
     */
    void tell(IncidentRow row, Incident before, NoticePlan plan, List<Mute> mutes) {
        Incident incident = row.incident();
        NoticePlan.Planned opening = NoticePlan.opening(incident.id(), plan.opening());
        Optional<String> acknowledged = acknowledgements.lineOf(incident, plan.opening());
        Telling telling = Telling.of(new Telling.Situation(
                plan,
                opening,
                row.isOpen(),
                row.held(),
                row.isOpen() && !Mutes.of(mutes, incident).isEmpty(),
                acknowledged.isPresent(),
                deliveries.channelsOf(opening.key()),
                routed(incident),
                before == null ? Set.of() : routed(before)));
        row.hold(telling.held());
        channels.enabled().stream()
                .filter(channel -> telling.notices().containsKey(channel.id()))
                .forEach(channel -> ledger.write(
                        channel, incident, telling.notices().get(channel.id()), acknowledged.orElse(null)));
    }

    private Set<String> routed(Incident incident) {
        return routes.route(IncidentLabels.of(incident)).channels();
    }

    /** Tells everyone who knows of the incident that somebody looks after it. */
    void tellAcknowledged(IncidentRow row, String key) {
        Incident incident = row.incident();
        int opening = row.known().opening();
        Set<String> told =
                deliveries.channelsOf(NoticePlan.opening(incident.id(), opening).key());
        String line = acknowledgements.lineOf(incident, opening).orElseThrow();
        channels.enabled().stream()
                .filter(channel -> told.contains(channel.id()))
                .forEach(channel -> ledger.writeAcknowledged(channel, incident, key, line));
    }
}
