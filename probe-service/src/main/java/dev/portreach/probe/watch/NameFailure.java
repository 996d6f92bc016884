package dev.portreach.probe.watch;

import java.net.UnknownHostException;

/**
 * Tells why a name does not resolve by what the C library's getaddrinfo said (gai_strerror(3)); Java has one exception for
 * all of it. A name server that fails and one that is silent are one error there, too.
 */
final class NameFailure {

    private NameFailure() {}

    static String describe(UnknownHostException failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        if (message.contains("Name or service not known") // EAI_NONAME: glibc, musl, macOS, Windows
                || message.contains("Name does not resolve")
                || message.contains("nodename nor servname provided")
                || message.contains("No such host is known")) {
            return "does not exist";
        }
        if (message.contains("No address associated with hostname")) { // EAI_NODATA
            return "has no address";
        }
        if (message.contains("Temporary failure in name resolution") // EAI_AGAIN: glibc, musl
                || message.contains("Try again")) {
            return Resolution.NO_ANSWER;
        }
        return "does not resolve";
    }
}
