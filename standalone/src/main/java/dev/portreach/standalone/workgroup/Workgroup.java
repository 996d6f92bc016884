package dev.portreach.standalone.workgroup;

import dev.portreach.standalone.LauncherException;
import dev.portreach.standalone.rest.RestClient;
import dev.portreach.standalone.workgroup.DemoComponent.Jobs;
import dev.portreach.standalone.workgroup.DemoComponent.Service;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Four sites and the two components of {@code media-composer-cloud}. */
public record Workgroup(List<DemoSite> sites, List<DemoComponent> components) {

    public Workgroup {
        sites = List.copyOf(sites);
        components = List.copyOf(components);
    }

    public static Workgroup demo() {
        return new Workgroup(
                List.of(
                        new DemoSite("paris", "Paris", 11, "france", "intranet-vpn", 6, "network@paris.example.com"),
                        new DemoSite("london", "London", 12, "uk", "intranet-vpn", 6, "network@london.example.com"),
                        new DemoSite("lyon", "Lyon", 13, "france", "extranet-vpn", 4, "network@lyon.example.com"),
                        new DemoSite(
                                "berlin", "Berlin", 14, "germany", "extranet-vpn", 4, "network@berlin.example.com")),
                List.of(
                        new DemoComponent(
                                "interplay-central",
                                "Interplay Central",
                                "central-1",
                                1,
                                "10.20.0.11",
                                List.of(new Service("central.http", 80, 8080), new Service("central.https", 443, 8443)),
                                null),
                        new DemoComponent(
                                "delivery-receiver",
                                "Interplay Delivery Receiver",
                                "delivery-receiver-1",
                                2,
                                "10.20.0.12",
                                List.of(
                                        new Service("delivery-receiver.engine", 80, 8081),
                                        new Service("delivery-receiver.control", 33321, 33321),
                                        new Service("delivery-receiver.web-services", 58889, 58889)),
                                // Locked down to one port for each of the 20 users, as the vendor allows.
                                new Jobs("delivery-receiver.data", 20020, 20039, 5))));
    }

    /** Creates or replaces sites and endpoints; doing it again changes nothing. */
    public void publish(RestClient rest, String catalogUrl) {
        sites.forEach(site -> rest.put(catalogUrl + "/api/v1/sites/" + site.id(), site.json()));
        components.forEach(component ->
                rest.put(catalogUrl + "/api/v1/endpoints/" + component.endpoint(), component.endpointJson(sites)));
    }

    /** Where listeners stand while nothing is broken. */
    public List<InetSocketAddress> listeners() {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (DemoSite site : sites) {
            for (DemoComponent component : components) {
                component.listeningPorts().forEach(port -> addresses.add(address(site, component, port)));
            }
        }
        return addresses;
    }

    public static InetSocketAddress address(DemoSite site, DemoComponent component, int port) {
        return new InetSocketAddress(site.addressOf(component), port);
    }

    /** @throws LauncherException naming the sites that there are */
    public DemoSite site(String id) {
        return sites.stream()
                .filter(site -> site.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new LauncherException("there is no site '%s' in the demo; there are %s"
                        .formatted(id, sites.stream().map(DemoSite::id).collect(Collectors.joining(", ")))));
    }

    /** @throws LauncherException naming the components that there are */
    public DemoComponent component(String id) {
        return components.stream()
                .filter(component -> component.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new LauncherException("there is no component '%s' in the demo; there are %s"
                        .formatted(
                                id, components.stream().map(DemoComponent::id).collect(Collectors.joining(", ")))));
    }

    /** Which ports differ from the vendor's table, in one line a component. */
    public String overrides() {
        List<String> lines = new ArrayList<>();
        for (DemoComponent component : components) {
            List<String> changed = component.services().stream()
                    .filter(service -> service.printed() != service.effective())
                    .map(service -> service.printed() + " → " + service.effective())
                    .collect(Collectors.toCollection(ArrayList::new));
            if (component.jobs() != null) {
                changed.add("data 20020-21020 → " + component.jobs().ports() + " (one for each of 20 users)");
            }
            lines.add("%s: %s".formatted(component.id(), String.join(", ", changed)));
        }
        return String.join("; ", lines);
    }
}
