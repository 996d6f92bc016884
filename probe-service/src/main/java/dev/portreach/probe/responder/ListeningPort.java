package dev.portreach.probe.responder;

import dev.portreach.contracts.policy.Protocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * One port to listen at.
 *
 * @param address local address; null for all
 */
record ListeningPort(Protocol protocol, InetAddress address, int port) {

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }
}
