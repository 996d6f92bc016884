package dev.portreach.probe.engine;

import dev.portreach.contracts.result.Outcome;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NoRouteToHostException;

/**
 * What an exception of connect says about the path. The kernel maps several ICMP codes to one errno, and the JDK several
 * errnos to one exception, so the message has to help.
 */
public final class ConnectFailure {

    private ConnectFailure() {}

    public static Outcome classify(Exception failure, InetAddress target) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        if (failure instanceof NoRouteToHostException
                || message.startsWith("Network is unreachable")
                || message.startsWith("Protocol not available")) {
            return Outcome.UNREACHABLE; // or prohibited: the same errno
        }
        if (failure instanceof ConnectException) {
            // ETIMEDOUT: the kernel gave up before our deadline.
            return message.startsWith("Connection timed out") ? Outcome.TIMEOUT : Outcome.REFUSED;
        }
        if (failure instanceof BindException
                && message.startsWith("Permission denied")
                && target instanceof Inet6Address) {
            return Outcome.PROHIBITED; // ICMPv6 administratively prohibited surfaces as EACCES
        }
        if (message.startsWith("Connection reset") || message.startsWith("Broken pipe")) {
            return Outcome.CLOSED_AFTER_ACCEPT; // established and reset before we looked
        }
        return Outcome.LOCAL_ERROR;
    }
}
