package dev.portreach.contracts.trust;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Nothing listens beyond loopback without TLS and credentials, unless the operator says so in so many words. */
public final class BindGuard {

    /** Thrown at start; the message says what to do. */
    public static class InsecureBindException extends RuntimeException {

        public InsecureBindException(String message) {
            super(message);
        }
    }

    private BindGuard() {}

    /**
     * Refuses an address that others can reach, unless it is protected or the operator insists.
     *
     * @param what listens there, for the message, such as {@code catalog-service}
     * @param host the address to bind; a name is resolved
     * @param isProtected TLS and credentials are both in force
     * @param insecure the operator's word
     * @throws InsecureBindException if the address is not to be bound
     */
    public static void require(String what, String host, boolean isProtected, boolean insecure) {
        if (isProtected || insecure || isLoopback(host)) {
            return;
        }
        throw new InsecureBindException(
                ("%s would listen on %s, which others can reach, without TLS and credentials. Bind 127.0.0.1,"
                                + " or say portreach.insecure=true (--insecure) if the network is trusted.")
                        .formatted(what, host));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // what cannot be resolved cannot be shown to be safe
        }
    }
}
