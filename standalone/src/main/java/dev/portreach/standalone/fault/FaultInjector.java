package dev.portreach.standalone.fault;

import dev.portreach.standalone.LauncherException;
import dev.portreach.standalone.child.Supervisor;
import dev.portreach.standalone.platform.Services;
import dev.portreach.standalone.workgroup.DemoComponent;
import dev.portreach.standalone.workgroup.DemoComponent.Service;
import dev.portreach.standalone.workgroup.DemoSite;
import dev.portreach.standalone.workgroup.ListenerBank;
import dev.portreach.standalone.workgroup.Workgroup;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Breaks and mends the running demo. Several faults may be in force at once. */
public final class FaultInjector {

    private static final String EXTRANET = "extranet-vpn";

    private final Workgroup workgroup;
    private final ListenerBank listeners;
    private final Supervisor supervisor;
    private final Set<InetSocketAddress> broken = new LinkedHashSet<>();
    private final List<String> inForce = new ArrayList<>();

    public FaultInjector(Workgroup workgroup, ListenerBank listeners, Supervisor supervisor) {
        this.workgroup = workgroup;
        this.listeners = listeners;
        this.supervisor = supervisor;
    }

    /**
     * @return what was done, for people
     * @throws LauncherException if there is no such site, component or port
     */
    public synchronized String inflict(Fault fault) {
        String done =
                switch (fault.kind()) {
                    case DROP -> {
                        List<InetSocketAddress> where = List.of(onePort(fault));
                        breakAt(where);
                        listeners.drop(where);
                        yield "dropping %s, as %s sees it".formatted(text(where.get(0)), fault.site());
                    }
                    case REFUSE -> {
                        List<InetSocketAddress> where = List.of(onePort(fault));
                        breakAt(where);
                        listeners.refuse(where);
                        yield "refusing %s, as %s sees it".formatted(text(where.get(0)), fault.site());
                    }
                    case STOP -> {
                        DemoComponent component = workgroup.component(fault.component());
                        List<InetSocketAddress> where = new ArrayList<>();
                        workgroup.sites().forEach(site -> where.addAll(all(site, component)));
                        breakAt(where);
                        listeners.refuse(where);
                        yield "stopped %s (%s) for every site".formatted(component.name(), component.id());
                    }
                    case EXTRANET -> {
                        List<InetSocketAddress> where = new ArrayList<>();
                        for (DemoSite site : workgroup.sites()) {
                            if (site.access().equals(EXTRANET)) {
                                workgroup.components().forEach(component -> where.addAll(all(site, component)));
                            }
                        }
                        breakAt(where);
                        listeners.drop(where);
                        yield "dropping everything from %s sites (%d ports)".formatted(EXTRANET, where.size());
                    }
                    case AGENT -> {
                        String site = workgroup.site(fault.site()).id();
                        supervisor.kill(Services.agentName(site));
                        yield "killed the agent of " + site;
                    }
                };
        inForce.add(done);
        return done;
    }

    /** Everything as at the start: listeners listen, agents run. */
    public synchronized String mend() {
        listeners.refuse(broken); // ports without a job at the start go back to nobody
        List<InetSocketAddress> listening =
                workgroup.listeners().stream().filter(broken::contains).toList();
        listeners.open(listening);
        List<String> revived = supervisor.revive();
        String done = "mended: %d ports, %s".formatted(broken.size(), revived.isEmpty() ? "no agent" : revived);
        broken.clear();
        inForce.clear();
        return done;
    }

    public synchronized List<String> inForce() {
        return List.copyOf(inForce);
    }

    private void breakAt(List<InetSocketAddress> where) {
        broken.addAll(where);
    }

    private InetSocketAddress onePort(Fault fault) {
        DemoSite site = workgroup.site(fault.site());
        DemoComponent component = workgroup.component(fault.component());
        int port = component.services().stream()
                .filter(service -> service.printed() == fault.port())
                .map(Service::effective)
                .findFirst()
                .orElse(fault.port());
        if (!component.allPorts().contains(port)) {
            throw new LauncherException("%s has no port %d; it has %s"
                    .formatted(
                            component.id(),
                            fault.port(),
                            component.services().stream()
                                    .map(service -> Integer.toString(service.printed()))
                                    .toList()));
        }
        return Workgroup.address(site, component, port);
    }

    private static List<InetSocketAddress> all(DemoSite site, DemoComponent component) {
        return component.allPorts().stream()
                .map(port -> Workgroup.address(site, component, port))
                .toList();
    }

    private static String text(InetSocketAddress address) {
        return "tcp %s:%d".formatted(address.getHostString(), address.getPort());
    }
}
