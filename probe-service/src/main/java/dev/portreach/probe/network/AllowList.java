package dev.portreach.probe.network;

import java.net.InetAddress;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All networks that may be probed; an empty list allows nothing. */
public record AllowList(List<AllowedNetwork> networks) {

    public AllowList {
        networks = List.copyOf(networks);
    }

    /**
     * Reads a comma-separated list of {@code CIDR[;owner=…][;expires=YYYY-MM-DD]}.
     *
     * @throws IllegalArgumentException naming the wrong entry
     */
    public static AllowList parse(String text) {
        return new AllowList(Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .filter(entry -> !entry.isEmpty())
                .map(AllowedNetwork::parse)
                .toList());
    }

    /** Whether the address may be probed on that day. */
    public boolean allows(InetAddress address, LocalDate today) {
        for (AllowedNetwork allowed : networks) {
            if (!allowed.isExpired(today) && allowed.network().contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** Why the address may not be probed on that day; empty if it may. */
    public Optional<String> refusal(InetAddress address, LocalDate today) {
        if (allows(address, today)) {
            return Optional.empty();
        }
        return Optional.of(networks.stream()
                .filter(allowed -> allowed.network().contains(address))
                .findFirst()
                .map(expired -> "address %s: entry %s of portreach.allowed-networks expired on %s"
                        .formatted(address.getHostAddress(), expired.network(), expired.expires()))
                .orElse("address %s is not within portreach.allowed-networks".formatted(address.getHostAddress())));
    }
}
