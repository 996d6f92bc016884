package dev.portreach.probe.responder;

import dev.portreach.contracts.assignment.AssignedListener;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Heartbeat.Problem;
import dev.portreach.probe.identity.Peer;
import dev.portreach.probe.network.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks each listener of an assignment on its own against what this agent allows; what is wrong is named and skipped. */
public final class ListenerPlanner {

    /** More sockets than that would crowd out the probes. */
    static final int MAX_SOCKETS = 4_096;

    private static final int MAX_CHALLENGERS = 4_096;

    private final Responder.Settings settings;

    public ListenerPlanner(Responder.Settings settings) {
        this.settings = settings;
    }

    public ListenerPlan plan(Assignment assignment) {
        if (assignment.stopped() != null) {
            return ListenerPlan.NONE;
        }
        List<PlannedListener> listeners = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int sockets = 0;
        for (AssignedListener listener : assignment.listeners()) {
            try {
                require(seen.add(listener.id()), "the id occurs twice; the first one counts");
                PlannedListener planned = plan(listener);
                sockets += planned.ports().size();
                require(sockets <= MAX_SOCKETS, "more than %d ports to listen at".formatted(MAX_SOCKETS));
                listeners.add(planned);
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(listener.id(), e.getMessage()));
            }
        }
        return new ListenerPlan(listeners, problems);
    }

    private PlannedListener plan(AssignedListener listener) {
        Protocol protocol = listener.protocol();
        require(protocol == Protocol.TCP || protocol == Protocol.UDP, "protocol is not known to this version");
        Ports ports = Ports.parse(listener.ports());
        protocol.fault(ports).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        Ports forbidden = ports.minus(settings.allowedPorts());
        require(
                forbidden.isEmpty(),
                "%s %s is not within portreach.responder.allowed-ports".formatted(protocol, PortText.of(forbidden)));
        require(!listener.challengers().isEmpty(), "no agent to answer; one must be enrolled at the other end");
        require(
                listener.challengers().size() <= MAX_CHALLENGERS,
                "more than %d agents to answer".formatted(MAX_CHALLENGERS));
        List<Peer> challengers = listener.challengers().stream().map(Peer::of).toList();
        return new PlannedListener(listener.id(), protocol, ports, address(listener.address()), challengers);
    }

    private InetAddress address(String assigned) {
        if (assigned == null) {
            return settings.address();
        }
        try {
            require(Cidr.isLiteral(assigned), "the address to listen at is none");
            InetAddress address = InetAddress.getByName(assigned);
            require(
                    settings.address() == null || settings.address().equals(address),
                    "address %s is not that of portreach.responder.address".formatted(address.getHostAddress()));
            return address;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the address to listen at is none", e);
        }
    }

    private static void require(boolean fits, String otherwise) {
        if (!fits) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
