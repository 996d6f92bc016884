package dev.portreach.contracts.policy;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;
import dev.portreach.contracts.port.Ports;
import java.util.Optional;

/** The protocol of a row. */
public enum Protocol {
    /** RFC 9293. */
    TCP,
    /** RFC 768. */
    UDP,
    /** Echo request and reply: RFC 792, RFC 4443. It has no ports; {@link Ports#ECHO} stands in their place. */
    ICMP,
    /** Sent by a newer version; what carries it is skipped and reported. Never sent. */
    @JsonEnumDefaultValue
    UNRECOGNISED;

    /** For people: {@code tcp 80}, {@code ICMP echo}. */
    public String describe(Ports ports) {
        return this == ICMP ? "ICMP echo" : this + " " + ports;
    }

    /** Why the ports do not go with it: with ICMP goes {@link Ports#ECHO} alone, and that with nothing else. */
    public Optional<String> fault(Ports ports) {
        if ((this == ICMP) == ports.equals(Ports.ECHO)) {
            return Optional.empty();
        }
        return Optional.of(this == ICMP ? "icmp has no ports: leave them out" : "port 0 is not within 1 to 65535");
    }

    @JsonValue
    public String wireName() {
        return WireName.of(this);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
