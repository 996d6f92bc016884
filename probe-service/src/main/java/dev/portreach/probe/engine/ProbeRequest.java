package dev.portreach.probe.engine;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;

/**
 * One port to connect to.
 *
 * @param target resolved address and port
 * @param deadline from the start of the connect until the handshake must be done
 */
public record ProbeRequest(InetSocketAddress target, Duration deadline) {

    public ProbeRequest {
        Objects.requireNonNull(target, "target");
        if (target.isUnresolved()) {
            throw new IllegalArgumentException("%s is not resolved; resolve names before probing".formatted(target));
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline %s is not positive".formatted(deadline));
        }
    }
}
