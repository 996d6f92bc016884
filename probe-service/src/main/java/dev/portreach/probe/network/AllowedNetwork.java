package dev.portreach.probe.network;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * A network that may be probed.
 *
 * @param owner who allowed it; null if not said
 * @param expires last day (UTC) on which it may be; null for no end
 */
public record AllowedNetwork(Cidr network, String owner, LocalDate expires) {

    /** Reads {@code CIDR[;owner=…][;expires=YYYY-MM-DD]}. */
    static AllowedNetwork parse(String text) {
        String[] parts = text.split(";", -1);
        String owner = null;
        LocalDate expires = null;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].trim();
            if (part.startsWith("owner=")) {
                owner = part.substring("owner=".length());
            } else if (part.startsWith("expires=")) {
                expires = date(part.substring("expires=".length()), text);
            } else {
                throw new IllegalArgumentException(
                        "\"%s\" in portreach.allowed-networks: \"%s\" is neither owner=… nor expires=YYYY-MM-DD"
                                .formatted(text, part));
            }
        }
        return new AllowedNetwork(Cidr.parse(parts[0]), owner, expires);
    }

    private static LocalDate date(String value, String text) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "\"%s\" in portreach.allowed-networks: expires must be YYYY-MM-DD".formatted(text), e);
        }
    }

    boolean isExpired(LocalDate today) {
        return expires != null && today.isAfter(expires);
    }
}
