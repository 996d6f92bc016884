package dev.portreach.catalog.firewall.rest;

import dev.portreach.catalog.boot.AgentsConfig;
import dev.portreach.catalog.evidence.CheckStateReader;
import dev.portreach.catalog.evidence.Evidence;
import dev.portreach.catalog.firewall.FirewallRequest;
import dev.portreach.catalog.firewall.OwnServices;
import dev.portreach.catalog.firewall.RequestPlanner;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.problem.ProblemKind;
import dev.portreach.catalog.relay.CatalogReader;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.site.SiteStore;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Plans requests from the catalog as it stands. */
@Singleton
class FirewallRequests {

    private final SiteStore sites;
    private final CatalogReader catalog;
    private final CheckStateReader states;
    private final EntityManager entities;
    private final InstantSource clock;
    private final OwnServices own;

    FirewallRequests(
            SiteStore sites,
            CatalogReader catalog,
            CheckStateReader states,
            EntityManager entities,
            InstantSource clock,
            AgentsConfig agents,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.sites = sites;
        this.catalog = catalog;
        this.states = states;
        this.entities = entities;
        this.clock = clock;
        this.own = OwnServices.of(
                agents.brokers().orElse(bootstrap), agents.catalog().orElse(null), agents.portsPerSecond());
    }

    /** @param isOnlyFailing whether only what the evidence shows blocked is asked for */
    @Transactional
    FirewallRequest request(String id, boolean isOnlyFailing) {
        Site site = sites.get(id).item();
        if (site.sources().isEmpty()) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "site %s has no sources: say from which networks its users connect".formatted(id),
                    List.of());
        }
        Optional<Evidence> evidence = isOnlyFailing ? Optional.of(evidence()) : Optional.empty();
        return new RequestPlanner(catalog.read(), own).plan(site, evidence, clock.instant(), revision());
    }

    private Evidence evidence() {
        return states.evidence()
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.UNAVAILABLE,
                        "what fails is not known yet (%s); without only=failing all is listed"
                                .formatted(states.trouble()),
                        List.of()));
    }

    /** The last change: its number in the audit. */
    private long revision() {
        return ((Number) entities.createNativeQuery("select coalesce(max(id), 0) from catalog.audit")
                        .getSingleResult())
                .longValue();
    }
}
