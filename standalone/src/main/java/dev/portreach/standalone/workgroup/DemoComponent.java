package dev.portreach.standalone.workgroup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A component of the demo with its one endpoint.
 *
 * @param id as in the built-in pack
 * @param endpoint id of its endpoint
 * @param number third octet of its loopback addresses
 * @param coreAddress by which the core would know it; only a name here
 * @param services ports that always listen
 * @param jobs the effective data range, or null
 */
public record DemoComponent(
        String id, String name, String endpoint, int number, String coreAddress, List<Service> services, Jobs jobs) {

    /**
     * A port that always listens.
     *
     * @param printed the port of the vendor's table
     * @param effective the one used here: those below 1024 need root
     */
    public record Service(String policy, int printed, int effective) {}

    /**
     * The data range: one port for each active delivery job.
     *
     * @param active how many of its ports have a job, from {@code first} on
     */
    public record Jobs(String policy, int first, int last, int active) {

        String ports() {
            return first + "-" + last;
        }
    }

    public DemoComponent {
        services = List.copyOf(services);
    }

    /** Every port that a listener serves while nothing is broken. */
    public List<Integer> listeningPorts() {
        List<Integer> ports = new ArrayList<>();
        services.forEach(service -> ports.add(service.effective()));
        if (jobs != null) {
            for (int job = 0; job < jobs.active(); job++) {
                ports.add(jobs.first() + job);
            }
        }
        return ports;
    }

    /** Every port of the component's policies, with or without a listener. */
    public List<Integer> allPorts() {
        List<Integer> ports = new ArrayList<>();
        services.forEach(service -> ports.add(service.effective()));
        if (jobs != null) {
            for (int port = jobs.first(); port <= jobs.last(); port++) {
                ports.add(port);
            }
        }
        return ports;
    }

    /** The body that the catalog takes. */
    public Map<String, Object> endpointJson(List<DemoSite> sites) {
        Map<String, String> overrides = new LinkedHashMap<>();
        for (Service service : services) {
            if (service.printed() != service.effective()) {
                overrides.put(service.policy(), Integer.toString(service.effective()));
            }
        }
        if (jobs != null) {
            overrides.put(jobs.policy(), jobs.ports());
        }
        Map<String, String> addresses = new LinkedHashMap<>();
        sites.forEach(site -> addresses.put(site.id(), site.addressOf(this)));
        return Map.of(
                "id", endpoint,
                "component", id,
                "address", coreAddress,
                "portOverrides", overrides,
                "siteAddresses", addresses);
    }
}
