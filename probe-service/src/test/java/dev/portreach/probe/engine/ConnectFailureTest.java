package dev.portreach.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.result.Outcome;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectFailureTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), "10.0.0.1", Outcome.REFUSED),
                Arguments.of(new ConnectException("Connection timed out"), "10.0.0.1", Outcome.TIMEOUT),
                Arguments.of(new NoRouteToHostException("No route to host"), "10.0.0.1", Outcome.UNREACHABLE),
                Arguments.of(new SocketException("Network is unreachable"), "10.0.0.1", Outcome.UNREACHABLE),
                Arguments.of(new SocketException("Protocol not available"), "10.0.0.1", Outcome.UNREACHABLE),
                Arguments.of(new BindException("Permission denied"), "2001:db8::1", Outcome.PROHIBITED),
                Arguments.of(new BindException("Permission denied"), "10.0.0.1", Outcome.LOCAL_ERROR),
                Arguments.of(new BindException("Cannot assign requested address"), "10.0.0.1", Outcome.LOCAL_ERROR),
                Arguments.of(new SocketException("Connection reset"), "10.0.0.1", Outcome.CLOSED_AFTER_ACCEPT),
                Arguments.of(new SocketException("Too many open files"), "10.0.0.1", Outcome.LOCAL_ERROR),
                Arguments.of(new SocketException("No buffer space available"), "10.0.0.1", Outcome.LOCAL_ERROR),
                Arguments.of(new IOException(), "10.0.0.1", Outcome.LOCAL_ERROR));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldNameWhatTheKernelSaid(Exception failure, String target, Outcome expected) throws Exception {
        assertThat(ConnectFailure.classify(failure, InetAddress.getByName(target)))
                .isEqualTo(expected);
    }
}
