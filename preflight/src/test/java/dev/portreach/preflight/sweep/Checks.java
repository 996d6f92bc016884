package dev.portreach.preflight.sweep;

import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import dev.portreach.probe.assignment.PlannedCheck;
import java.time.Duration;
import java.util.List;

/** Checks to be swept. */
final class Checks {

    private Checks() {}

    static PlannedCheck tcp(String id, String ports) {
        return of(id, Protocol.TCP, ports);
    }

    static PlannedCheck of(String id, Protocol protocol, String ports) {
        return new PlannedCheck(
                id,
                "row",
                "127.0.0.1",
                protocol,
                Ports.parse(ports),
                Expectation.LISTENING,
                RangeMode.ALL,
                Duration.ofHours(1),
                Duration.ofMillis(200),
                null,
                List.of());
    }
}
