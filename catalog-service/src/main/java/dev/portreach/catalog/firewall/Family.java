package dev.portreach.catalog.firewall;

import com.fasterxml.jackson.annotation.JsonValue;

/** The version of the Internet Protocol. */
public enum Family {
    IPV4("IPv4"),
    IPV6("IPv6");

    private final String label;

    Family(String label) {
        this.label = label;
    }

    @JsonValue
    @Override
    public String toString() {
        return label;
    }
}
