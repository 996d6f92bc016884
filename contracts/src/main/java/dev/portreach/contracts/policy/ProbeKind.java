package dev.portreach.contracts.policy;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** How far a probe goes once the port lets it in. */
public enum ProbeKind {
    /** No farther than the transport: TCP handshake, or a UDP datagram of one byte. */
    CONNECT,
    /** TLS handshake, with a look at the certificate. */
    TLS,
    /** An HTTP request. */
    HTTP,
    /** An HTTP request over TLS. */
    HTTPS,
    /** A request of a protocol, from a payload definition. */
    PAYLOAD,
    /** Sent by a newer version; what carries it is skipped and reported. Never sent. */
    @JsonEnumDefaultValue
    UNRECOGNISED;

    @JsonValue
    public String wireName() {
        return WireName.of(this);
    }

    @Override
    public String toString() {
        return wireName();
    }
}
