package dev.portreach.probe.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.policy.Protocol;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On loopback; what firewalls answer is in the namespace test. */
class ErrorQueueTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final ErrorQueue queue = new ErrorQueue(LOOPBACK);

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the error queue is Linux's")
    void shouldTellAResetFromIcmp() throws Exception {
        // given ports that nobody listens on
        InetSocketAddress tcp;
        try (ServerSocket gone = new ServerSocket(0, 1, LOOPBACK)) {
            tcp = new InetSocketAddress(LOOPBACK, gone.getLocalPort());
        }
        InetSocketAddress udp;
        try (DatagramSocket gone = new DatagramSocket(0, LOOPBACK)) {
            udp = new InetSocketAddress(LOOPBACK, gone.getLocalPort());
        }
        // when, then
        assertThat(queue.look(Protocol.TCP, tcp, DEADLINE)).isEqualTo(Evidence.RESET);
        assertThat(queue.look(Protocol.UDP, udp, DEADLINE)).isEqualTo(new Evidence.Icmp(false, 3, 3, LOOPBACK));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the error queue is Linux's")
    void shouldFindNothingAtAnOpenPort() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK)) {
            InetSocketAddress port = new InetSocketAddress(LOOPBACK, listener.getLocalPort());
            assertThat(queue.look(Protocol.TCP, port, DEADLINE)).isEqualTo(Evidence.NONE);
        }
    }

    @ParameterizedTest
    @CsvSource({"5.10.0-26-amd64, false", "5.11.0, true", "6.1, true", "4.4.0, false", "unknown, false", "10.0, true"})
    void shouldKnowWhichKernelsTell(String kernel, boolean tells) {
        assertThat(ErrorQueue.hasTcpErrors(kernel)).isEqualTo(tells);
    }
}
