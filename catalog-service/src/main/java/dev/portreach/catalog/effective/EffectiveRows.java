package dev.portreach.catalog.effective;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.policy.Probing;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.site.SiteOverride;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Works out what holds for a site, row by row. */
public final class EffectiveRows {

    /** Ends the key of the blocked part of a locked range; no policy's own key can hold it. */
    public static final String REST = "~rest";

    private EffectiveRows() {}

    /**
     * All rows of the components that the site needs, probed or not, in order of component, policy and endpoint. A site's
     * way to itself is left out, as it crosses nothing.
     *
     * @param now by which responder windows are open or over
     */
    public static List<EffectiveRow> of(Site site, CatalogView catalog, Instant now) {
        return of(site, policy -> true, catalog, now);
    }

    /** The same of one direction. */
    public static List<EffectiveRow> of(Site site, Direction direction, CatalogView catalog, Instant now) {
        return of(site, policy -> policy.direction() == direction, catalog, now);
    }

    private static List<EffectiveRow> of(Site site, Predicate<PortPolicy> policies, CatalogView catalog, Instant now) {
        List<EffectiveRow> rows = new ArrayList<>();
        for (Component component : catalog.components().values()) {
            for (PortPolicy policy : catalog.policiesOf(component)) {
                if (policies.test(policy)) {
                    for (Endpoint endpoint : catalog.endpointsOf(component)) {
                        rows.addAll(of(site, component, policy, endpoint, catalog, now));
                    }
                }
            }
        }
        return rows;
    }

    /** The rows of one policy at one endpoint: none if the site does not need it, two if its range is locked down. */
    public static List<EffectiveRow> of(
            Site site, Component component, PortPolicy policy, Endpoint endpoint, CatalogView catalog, Instant now) {
        boolean isOutbound = policy.direction() == Direction.OUTBOUND;
        if (!CatalogView.needs(site, component, endpoint)
                || (isOutbound && site.id().equals(endpoint.site()))) {
            return List.of();
        }
        EffectiveRow row = new EffectiveRow(
                site,
                component,
                policy,
                endpoint,
                policy.key(),
                policy.expectation(),
                ports(site, policy, endpoint),
                address(site, policy, endpoint),
                Sourced.ofNullable(policy.interval(), Source.POLICY)
                        .unlessSiteSays(site.override(policy.key(), endpoint.id(), SiteOverride::interval)),
                Sourced.ofNullable(endpoint.lockdown(), Source.ENDPOINT)
                        .unlessSiteSays(Optional.ofNullable(site.lockdown()))
                        .or(false),
                isResponded(policy, endpoint, now),
                omission(site, policy, endpoint, catalog).orElse(null));
        return isLocked(row) ? parts(row) : List.of(row);
    }

    private static Sourced<Ports> ports(Site site, PortPolicy policy, Endpoint endpoint) {
        Ports ofEndpoint = endpoint.portOverrides().get(policy.key());
        Sourced<Ports> said = ofEndpoint == null
                ? Sourced.ofNullable(policy.ports(), Source.POLICY)
                : Sourced.of(ofEndpoint, Source.ENDPOINT);
        return said.unlessSiteSays(site.override(policy.key(), endpoint.id(), SiteOverride::ports));
    }

    private static Sourced<String> address(Site site, PortPolicy policy, Endpoint endpoint) {
        if (policy.direction() == Direction.OUTBOUND) {
            return Sourced.ofNullable(site.agentAddress(), Source.SITE);
        }
        return Sourced.of(endpoint.address(), Source.ENDPOINT)
                .unlessSiteSays(Optional.ofNullable(endpoint.siteAddresses().get(site.id())));
    }

    /** Where something must listen by itself, an agent would take its place, and hide that it does not. */
    private static boolean isResponded(PortPolicy policy, Endpoint endpoint, Instant now) {
        return policy.direction() == Direction.INBOUND
                && policy.expectation() == Expectation.PERMITTED
                && !policy.needsNoListener()
                && endpoint.hasResponder(now);
    }

    private static Optional<Omission> omission(Site site, PortPolicy policy, Endpoint endpoint, CatalogView catalog) {
        if (policy.probing() == Probing.LOCAL_ONLY) {
            return omitted(Omission.Kind.LOCAL_ONLY, "it serves programs on the component's own host only");
        }
        Optional<Omission> version = otherVersion(policy, endpoint);
        if (version.isPresent()) {
            return version;
        }
        Optional<Boolean> enabled = site.override(policy.key(), endpoint.id(), SiteOverride::enabled);
        if (!policy.required() && !enabled.orElse(true)) {
            return omitted(
                    Omission.Kind.SWITCHED_OFF,
                    "site %s switched it off: %s"
                            .formatted(
                                    site.id(),
                                    site.override(policy.key(), endpoint.id(), SiteOverride::reason)
                                            .orElse("no reason given")));
        }
        if (policy.probing() == Probing.DYNAMIC) {
            return omitted(Omission.Kind.DYNAMIC, "its ports are negotiated at run time, out of no fixed range");
        }
        return policy.direction() == Direction.OUTBOUND
                ? new OutboundRow(site, endpoint)
                        .fault(catalog)
                        .map(fault -> new Omission(Omission.Kind.NO_AGENT, fault))
                : Optional.empty();
    }

    private static Optional<Omission> otherVersion(PortPolicy policy, Endpoint endpoint) {
        String version = endpoint.productVersion();
        if (!policy.holdsForSomeVersions() || (version != null && policy.holdsFor(version))) {
            return Optional.empty();
        }
        return omitted(
                Omission.Kind.OTHER_VERSION,
                version == null
                        ? "it holds for %s, and endpoint %s states no productVersion"
                                .formatted(policy.versions(), endpoint.id())
                        : "it holds for %s, and endpoint %s has %s"
                                .formatted(policy.versions(), endpoint.id(), version));
    }

    private static Optional<Omission> omitted(Omission.Kind kind, String reason) {
        return Optional.of(new Omission(kind, reason));
    }

    /** A number of users that is not known, 0, locks nothing. */
    private static boolean isLocked(EffectiveRow row) {
        return row.lockdown().value()
                && row.policy().configurable()
                && row.policy().rangeMode() == RangeMode.ON_DEMAND
                && row.expectation() != Expectation.BLOCKED
                && row.ports().value() != null
                && row.site().concurrentUsers() > 0
                && row.site().concurrentUsers() < row.ports().value().size();
    }

    private static List<EffectiveRow> parts(EffectiveRow row) {
        Ports all = row.ports().value();
        Ports first = Ports.ofStream(all.stream().limit(row.site().concurrentUsers()));
        return List.of(row.lockedTo(first), row.rest(all.minus(first)));
    }
}
