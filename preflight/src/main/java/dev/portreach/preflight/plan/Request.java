package dev.portreach.preflight.plan;

import dev.portreach.catalog.pack.Pack;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What was asked for.
 *
 * @param targets at least one
 * @param overrides ports of this installation, by policy key
 * @param users concurrent users, to which on-demand ranges are locked; 0 for whole ranges
 * @param timeout for one probe of one port, where its policy does not say
 */
public record Request(Pack pack, List<Target> targets, Map<String, Ports> overrides, int users, Duration timeout) {

    public Request {
        targets = List.copyOf(targets);
        overrides = Map.copyOf(overrides);
    }
}
