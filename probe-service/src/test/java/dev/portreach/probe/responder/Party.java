package dev.portreach.probe.responder;

import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.trust.AgentKeys;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.identity.AgentIdentity;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;

/** Agents and what they are told, for tests. */
public final class Party {

    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private Party() {}

    public static AgentIdentity agent(String site) {
        KeyPair keys = AgentKeys.generate();
        return new AgentIdentity(site, site + "-agent", keys.getPrivate(), AgentKeys.encode(keys.getPublic()));
    }

    static AssignedAgent assigned(AgentIdentity agent) {
        return new AssignedAgent(agent.id(), agent.publicKey());
    }

    public static ListenerPlan listen(Protocol protocol, InetAddress address, String ports, AgentIdentity challenger) {
        PlannedListener listener =
                new PlannedListener("ep:data", protocol, Ports.parse(ports), address, List.of(challenger.asPeer()));
        return new ListenerPlan(List.of(listener), List.of());
    }

    public static PlannedCheck check(Protocol protocol, int port, Duration deadline, AgentIdentity... responders) {
        return new PlannedCheck(
                "lyon:lyon:ep:data",
                "data",
                "127.0.0.1",
                protocol,
                Ports.of(port),
                Expectation.PERMITTED,
                RangeMode.ON_DEMAND,
                Duration.ofSeconds(30),
                deadline,
                null,
                List.of(responders).stream().map(AgentIdentity::asPeer).toList());
    }

    /** A port that nobody listened at a moment ago, over TCP or UDP. */
    static int freePort(InetAddress address) throws IOException {
        for (int tries = 0; tries < 20; tries++) {
            try (ServerSocket stream = new ServerSocket()) {
                stream.bind(new InetSocketAddress(address, 0));
                if (isFreeOverUdp(stream.getLocalSocketAddress())) {
                    return stream.getLocalPort();
                }
            }
        }
        throw new IllegalStateException("no port is free over TCP and UDP");
    }

    private static boolean isFreeOverUdp(SocketAddress address) throws IOException {
        try (DatagramSocket datagrams = new DatagramSocket(address)) {
            return datagrams.isBound();
        } catch (BindException e) {
            return false;
        }
    }
}
