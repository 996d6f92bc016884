package dev.portreach.probe.icmp;

import static dev.portreach.probe.icmp.LibC.AF_INET;
import static dev.portreach.probe.icmp.LibC.AF_INET6;
import static dev.portreach.probe.icmp.LibC.ECONNREFUSED;
import static dev.portreach.probe.icmp.LibC.EINPROGRESS;
import static dev.portreach.probe.icmp.LibC.IPPROTO_IP;
import static dev.portreach.probe.icmp.LibC.IPPROTO_IPV6;
import static dev.portreach.probe.icmp.LibC.IPV6_RECVERR;
import static dev.portreach.probe.icmp.LibC.IP_RECVERR;
import static dev.portreach.probe.icmp.LibC.MSG_NOSIGNAL;
import static dev.portreach.probe.icmp.LibC.POLLOUT;
import static dev.portreach.probe.icmp.LibC.SOCK_DGRAM;
import static dev.portreach.probe.icmp.LibC.SOCK_NONBLOCK_CLOEXEC;
import static dev.portreach.probe.icmp.LibC.SOCK_STREAM;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.portreach.contracts.policy.Protocol;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The error queue of Linux sockets: IP_RECVERR and MSG_ERRQUEUE (ip(7), recv(2)), which need no privilege. For TCP it holds
 * the ICMP errors of a connect since Linux 5.11. All that is native is here; layouts and numbers are those of 64-bit Linux
 * on x86 and ARM (linux/errqueue.h, asm-generic/socket.h).
 */
public final class ErrorQueue implements ErrorView {

    private static final Pattern KERNEL = Pattern.compile("([0-9]+)\\.([0-9]+).*");
    private static final int SOL_SOCKET = 1;
    private static final int SO_ERROR = 4;
    private static final int MSG_ERRQUEUE = 0x2000;
    private static final int ORIGIN_ICMP = 2;
    private static final int ORIGIN_ICMP6 = 3;
    private static final int CONTROL = 512;

    private final InetAddress source;
    private LibC libc;

    /** @param source local address to send from; null for the system's choice */
    public ErrorQueue(InetAddress source) {
        this.source = source;
    }

    /** Loaded when first needed: most agents seldom see a refusal. */
    private synchronized LibC libc() throws IOException {
        if (libc == null) {
            libc = load();
        }
        return libc;
    }

    private static LibC load() throws IOException {
        LibC loaded = LibC.load();
        String kernel = System.getProperty("os.version", "");
        if (!hasTcpErrors(kernel)) {
            throw new IOException("Linux %s is older than 5.11".formatted(kernel));
        }
        return loaded;
    }

    /** Since "tcp: allow traceroute -Mtcp for unpriv users"; before it, every refusal would look like a reset. */
    static boolean hasTcpErrors(String kernel) {
        Matcher version = KERNEL.matcher(kernel);
        if (!version.matches()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        return major > 5 || (major == 5 && Integer.parseInt(version.group(2)) >= 11);
    }

    @Override
    public Evidence look(Protocol protocol, InetSocketAddress target, Duration deadline) throws IOException {
        LibC c = libc();
        boolean v6 = target.getAddress().getAddress().length == 16;
        boolean tcp = protocol == Protocol.TCP;
        try {
            int type = (tcp ? SOCK_STREAM : SOCK_DGRAM) | SOCK_NONBLOCK_CLOEXEC;
            int fd = c.socket(v6 ? AF_INET6 : AF_INET, type, 0);
            try {
                return look(c, fd, v6, tcp, target, deadline);
            } finally {
                c.close(fd);
            }
        } catch (LastErrorException e) {
            throw new IOException("the error queue is not to be had: " + e.getMessage(), e);
        }
    }

    private Evidence look(LibC c, int fd, boolean v6, boolean tcp, InetSocketAddress target, Duration deadline) {
        try (Memory on = new Memory(4)) {
            on.setInt(0, 1);
            c.setsockopt(fd, v6 ? IPPROTO_IPV6 : IPPROTO_IP, v6 ? IPV6_RECVERR : IP_RECVERR, on, 4);
        }
        if (source != null) {
            try (Memory address = socketAddress(new InetSocketAddress(source, 0))) {
                c.bind(fd, address, (int) address.size());
            }
        }
        int error = connect(c, fd, target);
        if (!tcp && error == 0) {
            c.send(fd, Pointer.NULL, 0, MSG_NOSIGNAL);
        }
        if (error == 0 || error == EINPROGRESS) {
            await(c, fd, tcp, deadline);
            error = pendingError(c, fd);
        }
        Evidence queued = readQueue(c, fd, v6);
        return tcp && error == ECONNREFUSED && queued.equals(Evidence.NONE) ? Evidence.RESET : queued;
    }

    /** The errno of connect; 0 if it succeeded. */
    private static int connect(LibC c, int fd, InetSocketAddress target) {
        try (Memory address = socketAddress(target)) {
            c.connect(fd, address, (int) address.size());
            return 0;
        } catch (LastErrorException e) {
            return e.getErrorCode();
        }
    }

    /** Until the connect is settled, or an error is queued; errors are always polled for. */
    private static void await(LibC c, int fd, boolean tcp, Duration deadline) {
        try (Memory poll = new Memory(8)) {
            poll.setInt(0, fd);
            poll.setShort(4, tcp ? POLLOUT : 0);
            poll.setShort(6, (short) 0);
            c.poll(poll, 1, (int) deadline.toMillis());
        }
    }

    private static int pendingError(LibC c, int fd) {
        try (Memory value = new Memory(4);
                Memory length = new Memory(4)) {
            length.setInt(0, 4);
            c.getsockopt(fd, SOL_SOCKET, SO_ERROR, value, length);
            return value.getInt(0);
        }
    }

    /** The oldest error in the queue; {@link Evidence#NONE} if it is empty. */
    static Evidence readQueue(LibC c, int fd, boolean v6) {
        try (Memory name = new Memory(128);
                Memory data = new Memory(64);
                Memory part = new Memory(16);
                Memory control = new Memory(CONTROL);
                Memory message = new Memory(56)) {
            part.setPointer(0, data); // struct iovec
            part.setLong(8, data.size());
            message.clear(); // struct msghdr
            message.setPointer(0, name);
            message.setInt(8, (int) name.size());
            message.setPointer(16, part);
            message.setLong(24, 1);
            message.setPointer(32, control);
            message.setLong(40, control.size());
            c.recvmsg(fd, message, MSG_ERRQUEUE);
            return find(control, Math.min(message.getLong(40), CONTROL), v6);
        } catch (LastErrorException e) {
            return Evidence.NONE; // EAGAIN: the queue is empty
        }
    }

    /** Looks through control messages (struct cmsghdr, 8-byte aligned) for a struct sock_extended_err. */
    private static Evidence find(Memory control, long length, boolean v6) {
        int extended = 16;
        int offender = extended + 16;
        for (long at = 0; at + offender + (v6 ? 28 : 16) <= length; ) {
            long size = control.getLong(at);
            boolean error = v6
                    ? control.getInt(at + 8) == IPPROTO_IPV6 && control.getInt(at + 12) == IPV6_RECVERR
                    : control.getInt(at + 8) == IPPROTO_IP && control.getInt(at + 12) == IP_RECVERR;
            int origin = control.getByte(at + extended + 4);
            if (error && origin == (v6 ? ORIGIN_ICMP6 : ORIGIN_ICMP)) {
                byte[] from = control.getByteArray(at + offender + (v6 ? 8 : 4), v6 ? 16 : 4);
                int type = control.getByte(at + extended + 5) & 0xff;
                int code = control.getByte(at + extended + 6) & 0xff;
                return icmp(v6, type, code, from);
            }
            if (size < 16) {
                break;
            }
            at += (size + 7) & ~7L;
        }
        return Evidence.NONE;
    }

    private static Evidence icmp(boolean v6, int type, int code, byte[] from) {
        try {
            return new Evidence.Icmp(v6, type, code, InetAddress.getByAddress(from));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("%d bytes of address".formatted(from.length), e);
        }
    }

    /** A struct sockaddr_in or sockaddr_in6. */
    static Memory socketAddress(InetSocketAddress address) {
        byte[] bytes = address.getAddress().getAddress();
        boolean v6 = bytes.length == 16;
        Memory memory = new Memory(v6 ? 28 : 16);
        memory.clear();
        memory.setShort(0, (short) (v6 ? AF_INET6 : AF_INET));
        memory.setByte(2, (byte) (address.getPort() >> 8)); // network byte order
        memory.setByte(3, (byte) address.getPort());
        memory.write(v6 ? 8 : 4, bytes, 0, bytes.length);
        if (v6) {
            memory.setInt(24, ((Inet6Address) address.getAddress()).getScopeId());
        }
        return memory;
    }
}
