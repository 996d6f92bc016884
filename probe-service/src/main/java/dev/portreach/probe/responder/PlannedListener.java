package dev.portreach.probe.responder;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.probe.identity.Peer;
import java.net.InetAddress;
import java.util.List;

/**
 * Ports to listen at.
 *
 * @param id of the assignment's entry
 * @param address local address; null for all
 * @param challengers whom to answer
 */
record PlannedListener(String id, Protocol protocol, Ports ports, InetAddress address, List<Peer> challengers) {

    PlannedListener {
        challengers = List.copyOf(challengers);
    }
}
