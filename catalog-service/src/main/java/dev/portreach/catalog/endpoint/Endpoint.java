package dev.portreach.catalog.endpoint;

import dev.portreach.catalog.check.Addresses;
import dev.portreach.catalog.check.Slug;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.policy.ProductVersions;
import dev.portreach.catalog.selector.Selector;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.store.CatalogItem;
import dev.portreach.catalog.store.References;
import dev.portreach.contracts.port.Ports;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A component at an address.
 *
 * @param id slug
 * @param component id of the component
 * @param address in the core: IPv4, IPv6 or a name
 * @param portOverrides ports of this installation, by key of a policy of the component
 * @param siteAddresses address under which a site sees it (NAT), by site
 * @param site the site whose agents stand at its host: they prove outbound rows, and listen in the responder's window;
 *     optional
 * @param responder until when those agents listen on its permitted ports; optional
 * @param productVersion version of the product installed there, as {@code 4.7.1}; without it, rows that hold for some
 *     versions only are not probed
 * @param lockdown whether configurable on-demand ranges are open for as many ports as a site has users and blocked
 *     beyond; a site may say otherwise; false if neither says
 * @param sites which sites need it, of those that need its component, by their labels and by {@code region},
 *     {@code access} and {@code site}; all if not given
 */
public record Endpoint(
        String id,
        String component,
        String address,
        Map<String, Ports> portOverrides,
        Map<String, String> siteAddresses,
        String site,
        ResponderWindow responder,
        String productVersion,
        Boolean lockdown,
        Selector sites)
        implements CatalogItem<Endpoint> {

    public Endpoint {
        portOverrides = portOverrides == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(portOverrides));
        siteAddresses = siteAddresses == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(siteAddresses));
    }

    /** An endpoint for all sites, of a version that nobody said, whose ranges are not locked down. */
    public Endpoint(
            String id,
            String component,
            String address,
            Map<String, Ports> portOverrides,
            Map<String, String> siteAddresses,
            String site,
            ResponderWindow responder) {
        this(id, component, address, portOverrides, siteAddresses, site, responder, null, null, null);
    }

    /** Whether the site needs it, should it need its component. */
    public boolean isFor(Site aSite) {
        return sites == null || sites.matches(aSite::selectable);
    }

    /** The address under which the site reaches it. */
    public String addressFor(String seenBy) {
        return siteAddresses.getOrDefault(seenBy, address);
    }

    /** Whether the agents at its host listen on its permitted ports now. */
    public boolean hasResponder(Instant now) {
        return site != null && responder != null && responder.isOpen(now);
    }

    @Override
    public Endpoint withId(String newId) {
        return new Endpoint(
                newId,
                component,
                address,
                portOverrides,
                siteAddresses,
                site,
                responder,
                productVersion,
                lockdown,
                sites);
    }

    @Override
    public void check(Violations violations) {
        violations.id("id", id);
        violations.id("component", component);
        checkAddress(violations, "address", address);
        portOverrides.forEach((policy, ports) -> {
            checkKey(violations, "portOverrides", policy);
            violations.required("portOverrides." + policy, ports);
            if (Ports.ECHO.equals(ports)) {
                violations.add("portOverrides." + policy, "port 0 is not within 1 to 65535");
            }
        });
        siteAddresses.forEach((by, seen) -> {
            checkKey(violations, "siteAddresses", by);
            checkAddress(violations, "siteAddresses." + by, seen);
        });
        if (site != null) {
            violations.id("site", site);
        }
        ProductVersions.check(violations, "productVersion", productVersion);
        if (responder != null) {
            responder.check(violations, "responder");
            if (site == null) {
                violations.add("site", "is missing: the agents of which site are to listen?");
            }
        }
    }

    @Override
    public void checkReferences(References there, Violations violations) {
        if (!there.hasComponent(component)) {
            violations.add("component", "there is no component %s".formatted(component));
            return;
        }
        Set<String> own = portOverrides.isEmpty() ? Set.of() : there.policiesOf(component);
        portOverrides.keySet().stream()
                .filter(key -> !own.contains(key))
                .forEach(key ->
                        violations.add("portOverrides." + key, "is no policy of component %s".formatted(component)));
        portOverrides.keySet().stream()
                .filter(key -> there.policy(key).filter(PortPolicy::hasNoPorts).isPresent())
                .forEach(key -> violations.add("portOverrides." + key, "is of protocol icmp, which has no ports"));
        siteAddresses.keySet().stream()
                .filter(by -> !there.hasSite(by))
                .forEach(by -> violations.add("siteAddresses." + by, "there is no site %s".formatted(by)));
        if (site != null && !there.hasSite(site)) {
            violations.add("site", "there is no site %s".formatted(site));
        }
    }

    private static void checkKey(Violations violations, String field, String key) {
        if (!Slug.is(key)) {
            violations.add(field, "has a key that is not an id");
        }
    }

    private static void checkAddress(Violations violations, String field, String text) {
        if (text == null) {
            violations.add(field, "is missing");
        } else {
            Addresses.hostFault(text).ifPresent(fault -> violations.add(field, fault));
        }
    }
}
