package dev.portreach.contracts.port;

import java.util.stream.IntStream;

/**
 * Contiguous TCP or UDP ports, both ends included. Port 0 is none of these: it stands where a protocol has no ports.
 *
 * @param first lowest port, 0 to 65535
 * @param last highest port, {@code first} to 65535
 */
public record PortRange(int first, int last) implements Comparable<PortRange> {

    public static final int MAX_PORT = 65_535;

    public PortRange {
        requirePort(first);
        requirePort(last);
        if (first > last) {
            throw new InvalidPortsException(
                    "range %d-%d runs backwards; write %d-%d".formatted(first, last, last, first));
        }
    }

    public static PortRange of(int port) {
        return new PortRange(port, port);
    }

    private static void requirePort(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw notAPort(port);
        }
    }

    static InvalidPortsException notAPort(int port) {
        return new InvalidPortsException("port %d is not within 1 to %d".formatted(port, MAX_PORT));
    }

    public int size() {
        return last - first + 1;
    }

    public boolean contains(int port) {
        return first <= port && port <= last;
    }

    public IntStream stream() {
        return IntStream.rangeClosed(first, last);
    }

    @Override
    public int compareTo(PortRange other) {
        return first != other.first ? Integer.compare(first, other.first) : Integer.compare(last, other.last);
    }

    /** {@code 80} or {@code 20020-21020}. */
    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
