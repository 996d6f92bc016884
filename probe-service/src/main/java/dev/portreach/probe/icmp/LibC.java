package dev.portreach.probe.icmp;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.Set;

/** What is needed of the C library. Numbers are those of 64-bit Linux on x86 and ARM (asm-generic). */
interface LibC extends Library {

    int AF_INET = 2;
    int AF_INET6 = 10;
    int SOCK_STREAM = 1;
    int SOCK_DGRAM = 2;
    int SOCK_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    int IPPROTO_IP = 0;
    int IPPROTO_ICMP = 1;
    int IPPROTO_IPV6 = 41;
    int IPPROTO_ICMPV6 = 58;
    int IP_RECVERR = 11;
    int IPV6_RECVERR = 25;
    int MSG_NOSIGNAL = 0x4000;
    short POLLIN = 1;
    short POLLOUT = 4;
    int EPERM = 1;
    int EAGAIN = 11;
    int EACCES = 13;
    int ENETUNREACH = 101;
    int ECONNREFUSED = 111;
    int EHOSTUNREACH = 113;
    int EINPROGRESS = 115;

    int socket(int family, int type, int protocol) throws LastErrorException;

    int setsockopt(int fd, int level, int option, Pointer value, int length) throws LastErrorException;

    int bind(int fd, Pointer address, int length) throws LastErrorException;

    int connect(int fd, Pointer address, int length) throws LastErrorException;

    long send(int fd, Pointer bytes, long length, int flags) throws LastErrorException;

    long recv(int fd, Pointer bytes, long length, int flags) throws LastErrorException;

    int poll(Pointer fds, long count, int millis) throws LastErrorException;

    int getsockopt(int fd, int level, int option, Pointer value, Pointer length) throws LastErrorException;

    long recvmsg(int fd, Pointer message, int flags) throws LastErrorException;

    int close(int fd) throws LastErrorException;

    /** @throws IOException if this machine is none whose layouts are known, or forbids native access */
    static LibC load() throws IOException {
        if (!Platform.isLinux() || !Set.of("amd64", "aarch64").contains(System.getProperty("os.arch"))) {
            throw new IOException("not Linux on x86 or ARM with 64 bits");
        }
        try {
            return Native.load("c", LibC.class);
        } catch (LinkageError e) {
            throw new IOException("no native access: " + e.getMessage(), e);
        }
    }
}
