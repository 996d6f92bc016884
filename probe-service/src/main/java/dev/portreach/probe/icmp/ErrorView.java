package dev.portreach.probe.icmp;

import dev.portreach.contracts.policy.Protocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A view of the errors that packets to a port cause. */
@FunctionalInterface
public interface ErrorView {

    /**
     * Sends one connect or one empty datagram and waits for its error.
     *
     * @param deadline how long to wait at most
     * @return {@link Evidence#NONE} if no error came
     * @throws IOException if this machine does not let us look
     */
    Evidence look(Protocol protocol, InetSocketAddress target, Duration deadline) throws IOException;
}
