package dev.portreach.probe.watch;

import java.net.InetAddress;
import java.util.List;

/**
 * What a name comes to.
 *
 * @param addresses in the resolver's order; empty if the name does not resolve
 * @param micros how long the answer took, good or bad, in microseconds; null for a literal, or without an answer
 * @param failure why there is no address, in words that stay the same; null if there is one
 */
record Resolution(List<InetAddress> addresses, Long micros, String failure) {

    static final String NO_ANSWER = "name server failed or did not answer";

    Resolution {
        addresses = List.copyOf(addresses);
    }

    static Resolution literal(InetAddress address) {
        return new Resolution(List.of(address), null, null);
    }

    static Resolution failed(Long micros, String failure) {
        return new Resolution(List.of(), micros, failure);
    }

    boolean isFailed() {
        return addresses.isEmpty();
    }
}
