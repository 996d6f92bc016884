package dev.portreach.catalog.endpoint;

import dev.portreach.catalog.check.Addresses;
import dev.portreach.catalog.check.Slug;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.store.CatalogItem;
import dev.portreach.contracts.port.Ports;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A component at an address.
 *
 * @param id slug
 * @param component id of the component
 * @param address in the core: IPv4, IPv6 or a name
 * @param portOverrides ports of this installation, by key of a policy of the component
 * @param siteAddresses address under which a site sees it (NAT), by site
 */
public record Endpoint(
        String id,
        String component,
        String address,
        Map<String, Ports> portOverrides,
        Map<String, String> siteAddresses)
        implements CatalogItem<Endpoint> {

    public Endpoint {
        portOverrides = portOverrides == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(portOverrides));
        siteAddresses = siteAddresses == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(siteAddresses));
    }

    /** The address under which the site reaches it. */
    public String addressFor(String site) {
        return siteAddresses.getOrDefault(site, address);
    }

    @Override
    public Endpoint withId(String newId) {
        return new Endpoint(newId, component, address, portOverrides, siteAddresses);
    }

    @Override
    public void check(Violations violations) {
        violations.id("id", id);
        violations.id("component", component);
        checkAddress(violations, "address", address);
        portOverrides.forEach((policy, ports) -> {
            checkKey(violations, "portOverrides", policy);
            violations.required("portOverrides." + policy, ports);
        });
        siteAddresses.forEach((site, seen) -> {
            checkKey(violations, "siteAddresses", site);
            checkAddress(violations, "siteAddresses." + site, seen);
        });
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
