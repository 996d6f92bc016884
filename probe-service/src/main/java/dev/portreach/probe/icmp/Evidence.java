package dev.portreach.probe.icmp;

import java.net.InetAddress;

/** What a second look at a port found. */
public sealed interface Evidence {

    /** Nothing that tells. */
    Evidence NONE = new None();

    /** A TCP reset: an error without any ICMP. */
    Evidence RESET = new Reset();

    /** See {@link #NONE}. */
    record None() implements Evidence {}

    /** See {@link #RESET}. */
    record Reset() implements Evidence {}

    /**
     * An ICMP error (RFC 792, RFC 1812) or ICMPv6 error (RFC 4443).
     *
     * @param from who sent it
     */
    record Icmp(boolean v6, int type, int code, InetAddress from) implements Evidence {

        /** {@code icmp 3/13 from 192.0.2.1}, {@code icmpv6 1/1 from 2001:db8:0:0:0:0:0:1}. */
        @Override
        public String toString() {
            return "%s %d/%d from %s".formatted(v6 ? "icmpv6" : "icmp", type, code, from.getHostAddress());
        }
    }
}
