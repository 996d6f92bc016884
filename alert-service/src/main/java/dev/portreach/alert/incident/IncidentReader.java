package dev.portreach.alert.incident;

import dev.portreach.alert.acknowledge.Acknowledgements;
import dev.portreach.alert.delivery.DeliveryRepository;
import dev.portreach.alert.delivery.DeliveryView;
import dev.portreach.alert.muting.Mute;
import dev.portreach.alert.muting.Mutes;
import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.problem.Query;
import dev.portreach.contracts.incident.Incident;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds incidents. */
@ApplicationScoped
public class IncidentReader {

    /**
     * What to list; empty means any.
     *
     * @param from incidents that lasted beyond this instant, or are open
     * @param to incidents opened before this instant
     */
    record Filter(
            Optional<String> status,
            Optional<String> site,
            Optional<String> component,
            Optional<Instant> from,
            Optional<Instant> to) {}

    /** Where a page goes on: the newest come first. */
    record Position(Instant openedAt, String id) {

        static Optional<Position> parse(String cursor) {
            if (cursor.isEmpty()) {
                return Optional.empty();
            }
            String[] parts = cursor.split(" ", 2);
            if (parts.length < 2) {
                throw Query.badCursor();
            }
            try {
                return Optional.of(new Position(Instant.parse(parts[0]), parts[1]));
            } catch (DateTimeException e) {
                throw Query.badCursor();
            }
        }

        @Override
        public String toString() {
            return openedAt + " " + id;
        }
    }

    private final IncidentRepository incidents;
    private final DeliveryRepository deliveries;
    private final Acknowledgements acknowledgements;
    private final Mutes mutes;
    private final InstantSource clock;

    IncidentReader(
            IncidentRepository incidents,
            DeliveryRepository deliveries,
            Acknowledgements acknowledgements,
            Mutes mutes,
            InstantSource clock) {
        this.acknowledgements = acknowledgements;
        this.mutes = mutes;
        this.clock = clock;
        this.incidents = incidents;
        this.deliveries = deliveries;
    }

    @Transactional
    IncidentView get(String id) {
        IncidentRow row = incidents.findByIdOptional(id).orElseThrow(() -> ProblemException.notFound("incident", id));
        return view(row, mutes.at(clock.instant()), deliveries.ofIncident(id));
    }

    private IncidentView view(IncidentRow row, List<Mute> now, List<DeliveryView> told) {
        Incident incident = row.incident();
        return new IncidentView(
                incident,
                row.isOpen() ? Mutes.of(now, incident) : List.of(),
                acknowledgements.of(incident, row.known().opening()).orElse(null),
                told);
    }

    @Transactional
    List<IncidentView> list(Filter filter, Optional<Position> after, int limit) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Parameters parameters = new Parameters();
        filter.status().ifPresent(status -> {
            conditions.add("status = :status");
            parameters.and("status", status);
        });
        filter.site().ifPresent(site -> {
            conditions.add("array_contains(sites, :site)");
            parameters.and("site", site);
        });
        filter.component().ifPresent(component -> {
            conditions.add("array_contains(components, :component)");
            parameters.and("component", component);
        });
        filter.from().ifPresent(from -> {
            conditions.add("(resolvedAt is null or resolvedAt >= :from)");
            parameters.and("from", from);
        });
        filter.to().ifPresent(to -> {
            conditions.add("openedAt < :to");
            parameters.and("to", to);
        });
        after.ifPresent(position -> {
            conditions.add("(openedAt < :openedAt or (openedAt = :openedAt and id < :id))");
            parameters.and("openedAt", position.openedAt()).and("id", position.id());
        });
        List<Mute> now = mutes.at(clock.instant());
        return incidents
                .find(String.join(" and ", conditions) + " order by openedAt desc, id desc", parameters.map())
                .page(0, limit)
                .stream()
                .map(row -> view(row, now, null))
                .toList();
    }
}
