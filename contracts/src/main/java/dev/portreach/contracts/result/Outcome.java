package dev.portreach.contracts.result;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.contracts.WireName;

/** What a probe saw at a port, in nmap's and the RFCs' words. */
public enum Outcome {
    /** The peer accepted (TCP) or answered (UDP). */
    OPEN,
    /** RST, or ICMP port unreachable where it cannot be told apart: by the host or by a firewall. */
    REFUSED,
    /** No answer within the deadline. */
    TIMEOUT,
    /** ICMP net or host unreachable, or a prohibition that the kernel reports alike. */
    UNREACHABLE,
    /** ICMP administratively prohibited, where it can be told apart. */
    PROHIBITED,
    /** UDP silence. */
    OPEN_OR_FILTERED,
    /** Accepted and closed at once. */
    CLOSED_AFTER_ACCEPT,
    /** The handshake passes, a full-sized packet does not: a path-MTU black hole (RFC 2923). */
    PATH_MTU,
    /** The TLS handshake failed. */
    TLS_ERROR,
    /** The certificate is not valid now. */
    TLS_EXPIRED,
    /** The certificate's chain does not end in a trusted one. */
    TLS_UNTRUSTED,
    /** The certificate is for another name. */
    TLS_NAME_MISMATCH,
    /** The HTTP answer is not the expected one. */
    HTTP_ERROR,
    /** The name did not resolve. */
    DNS_ERROR,
    /** The probe failed on the agent's own machine; says nothing about the path. */
    LOCAL_ERROR,
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
