package dev.portreach.standalone.workgroup;

import java.util.List;
import java.util.Map;

/**
 * A site of the demo.
 *
 * @param id slug
 * @param number second octet of the loopback addresses under which this site sees the core: 127.{number}.…
 * @param access as the catalog writes it
 */
public record DemoSite(String id, String name, int number, String region, String access, int users, String contact) {

    /** The body that the catalog takes. */
    public Map<String, Object> json() {
        String domain = id + ".example.com";
        List<Map<String, Object>> points = access.equals("extranet-vpn")
                ? List.of(point("edge-firewall", "firewall", domain), point("partner-vpn", "vpn-gateway", domain))
                : List.of(point("edge-firewall", "firewall", domain), point("edge-ips", "ips", domain));
        return Map.of(
                "id", id,
                "name", name,
                "region", region,
                "access", access,
                "sources", List.of("127.%d.0.0/16".formatted(number)),
                "concurrentUsers", users,
                "contact", contact,
                "enforcementPoints", points);
    }

    private Map<String, Object> point(String kindName, String kind, String domain) {
        return Map.of("name", id + "-" + kindName, "kind", kind, "owner", "firewall@" + domain);
    }

    /** The loopback address by which this site reaches a component. */
    public String addressOf(DemoComponent component) {
        return "127.%d.%d.1".formatted(number, component.number());
    }
}
