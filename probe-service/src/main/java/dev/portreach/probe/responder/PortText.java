package dev.portreach.probe.responder;

import dev.portreach.contracts.port.PortRange;
import dev.portreach.contracts.port.Ports;
import java.util.List;
import java.util.stream.Collectors;

/** Ports for people, however ragged: the first ten ranges, and how many more there are. */
final class PortText {

    private static final int MAX_RANGES = 10;

    private PortText() {}

    static String of(Ports ports) {
        List<PortRange> ranges = ports.ranges();
        String shown =
                ranges.stream().limit(MAX_RANGES).map(PortRange::toString).collect(Collectors.joining(","));
        int more = ranges.stream().skip(MAX_RANGES).mapToInt(PortRange::size).sum();
        return more == 0 ? shown : "%s and %d more".formatted(shown, more);
    }
}
