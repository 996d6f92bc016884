package dev.portreach.catalog.firewall;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Connections to be let pass: from any of the initiators, from any port, to any of the responders at any of the ports.
 *
 * @param initiators of the same family as the responders
 * @param ports of the responders; never none
 * @param reasons what needs it
 */
public record Flow(Way way, Cidrs initiators, Cidrs responders, Protocol protocol, Ports ports, List<Reason> reasons) {

    static final Comparator<Flow> ORDER = Comparator.comparing(Flow::way)
            .thenComparing(Flow::family)
            .thenComparing(Flow::initiators)
            .thenComparing(Flow::responders)
            .thenComparing(Flow::protocol)
            .thenComparing(flow -> flow.ports().ranges().get(0));

    public Flow {
        Objects.requireNonNull(way, "way");
        if (initiators.family() != responders.family()) {
            throw new IllegalArgumentException("%s does not talk to %s".formatted(initiators, responders));
        }
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("a flow has ports");
        }
        reasons = reasons.stream().distinct().toList();
    }

    public Family family() {
        return initiators.family();
    }

    /** Whether everything that the other lets pass, this one does. */
    boolean covers(Flow other) {
        return way == other.way
                && protocol == other.protocol
                && initiators.contains(other.initiators)
                && responders.contains(other.responders)
                && ports.containsAll(other.ports);
    }
}
