package dev.portreach.probe.icmp;

import static dev.portreach.probe.icmp.LibC.AF_INET;
import static dev.portreach.probe.icmp.LibC.AF_INET6;
import static dev.portreach.probe.icmp.LibC.EACCES;
import static dev.portreach.probe.icmp.LibC.EPERM;
import static dev.portreach.probe.icmp.LibC.IPPROTO_ICMP;
import static dev.portreach.probe.icmp.LibC.IPPROTO_ICMPV6;
import static dev.portreach.probe.icmp.LibC.IPPROTO_IP;
import static dev.portreach.probe.icmp.LibC.IPPROTO_IPV6;
import static dev.portreach.probe.icmp.LibC.IPV6_RECVERR;
import static dev.portreach.probe.icmp.LibC.IP_RECVERR;
import static dev.portreach.probe.icmp.LibC.MSG_NOSIGNAL;
import static dev.portreach.probe.icmp.LibC.SOCK_DGRAM;
import static dev.portreach.probe.icmp.LibC.SOCK_NONBLOCK_CLOEXEC;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One echo request (RFC 792, RFC 4443) to one host over a ping socket of Linux, which needs no privilege where
 * {@code net.ipv4.ping_group_range} names a group of this process (icmp(7)). The kernel sets the identifier and the checksum,
 * and hands over only replies to this socket. Confined to one thread.
 */
final class EchoSocket implements AutoCloseable {

    /** The kernel does not let this process have ping sockets. */
    static final class ForbiddenException extends Exception {
        private static final long serialVersionUID = 1L;

        ForbiddenException() {
            super("the kernel gives this process no ICMP sockets: net.ipv4.ping_group_range names none of its groups");
        }
    }

    private static final byte ECHO = 8;
    private static final byte REPLY = 0;
    private static final byte ECHO_V6 = (byte) 128;
    private static final byte REPLY_V6 = (byte) 129;
    private static final int HEADER = 8;
    private static final int PAYLOAD = 16;

    private final LibC c;
    private final boolean v6;
    private final int fd;
    private final byte[] payload = new byte[PAYLOAD];

    /**
     * Opens a socket towards the target.
     *
     * @param source local address to send from; null for the system's choice
     * @throws LastErrorException if there is no route, as the errno says
     */
    EchoSocket(LibC c, InetAddress target, InetAddress source) throws ForbiddenException {
        this.c = c;
        this.v6 = target.getAddress().length == 16;
        this.fd = socket(c, v6);
        ThreadLocalRandom.current().nextBytes(payload);
        try (Memory on = new Memory(4);
                Memory to = ErrorQueue.socketAddress(new InetSocketAddress(target, 0))) {
            on.setInt(0, 1);
            c.setsockopt(fd, v6 ? IPPROTO_IPV6 : IPPROTO_IP, v6 ? IPV6_RECVERR : IP_RECVERR, on, 4);
            if (source != null && (source.getAddress().length == 16) == v6) {
                try (Memory from = ErrorQueue.socketAddress(new InetSocketAddress(source, 0))) {
                    c.bind(fd, from, (int) from.size());
                }
            }
            c.connect(fd, to, (int) to.size());
        } catch (LastErrorException e) {
            c.close(fd);
            throw e;
        }
    }

    private static int socket(LibC c, boolean v6) throws ForbiddenException {
        try {
            return c.socket(
                    v6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK_CLOEXEC, v6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP);
        } catch (LastErrorException e) {
            if (e.getErrorCode() == EACCES || e.getErrorCode() == EPERM) {
                throw new ForbiddenException();
            }
            throw e;
        }
    }

    int fd() {
        return fd;
    }

    /** @throws LastErrorException if the packet does not leave this machine, as the errno says */
    void send() {
        try (Memory packet = new Memory(HEADER + PAYLOAD)) {
            packet.clear();
            packet.setByte(0, v6 ? ECHO_V6 : ECHO);
            packet.setByte(7, (byte) 1); // sequence number
            packet.write(HEADER, payload, 0, PAYLOAD);
            c.send(fd, packet, packet.size(), MSG_NOSIGNAL);
        }
    }

    /** Whether the reply to what was sent is there; what else came is dropped. */
    boolean isAnswered() {
        try (Memory packet = new Memory(HEADER + PAYLOAD + 1)) {
            for (int looked = 0; looked < 8; looked++) {
                long length = c.recv(fd, packet, packet.size(), 0);
                if (length == HEADER + PAYLOAD
                        && packet.getByte(0) == (v6 ? REPLY_V6 : REPLY)
                        && Arrays.equals(packet.getByteArray(HEADER, PAYLOAD), payload)) {
                    return true;
                }
            }
            return false;
        } catch (LastErrorException e) {
            return false; // nothing there, or an error, of which the queue knows more
        }
    }

    /** The ICMP error that came instead; empty if none did. */
    Optional<Evidence.Icmp> error() {
        return ErrorQueue.readQueue(c, fd, v6) instanceof Evidence.Icmp icmp ? Optional.of(icmp) : Optional.empty();
    }

    @Override
    public void close() {
        c.close(fd);
    }
}
