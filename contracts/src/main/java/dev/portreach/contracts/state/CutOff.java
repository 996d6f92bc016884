package dev.portreach.contracts.state;

import java.time.Instant;
import java.util.Objects;

/**
 * An agent ran all the time, but was not heard: it was cut off from the core.
 *
 * @param from arrival of the last heartbeat before
 * @param to the first one after
 */
public record CutOff(Instant from, Instant to) {

    public CutOff {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }
}
