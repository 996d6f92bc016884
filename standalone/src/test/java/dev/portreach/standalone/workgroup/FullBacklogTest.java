package dev.portreach.standalone.workgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portreach.embedded.FreePorts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullBacklogTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void shouldLetConnectionsTimeOut() throws Exception {
        // given
        try (FullBacklog drop = FullBacklog.at(List.of(ANY_PORT)).get(0);
                Socket probe = new Socket()) {
            InetSocketAddress address = drop.address();

            // when, then: longer than the kernel's first retransmission of a SYN
            assertThatThrownBy(() -> probe.connect(address, 1_500)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void shouldLeaveThePortRefusingOnceClosed() throws Exception {
        // given
        FullBacklog drop = FullBacklog.at(List.of(ANY_PORT)).get(0);
        InetSocketAddress address = drop.address();

        // when
        drop.close();

        // then
        try (Socket probe = new Socket()) {
            assertThatThrownBy(() -> probe.connect(address, 1_000)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void shouldRefuseAnAddressThatIsTakenAndLetGoOfTheOthers() throws Exception {
        // given
        InetSocketAddress freeAddress = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next());
        try (FullBacklog taken = FullBacklog.at(List.of(ANY_PORT)).get(0)) {
            // when
            List<InetSocketAddress> both = List.of(freeAddress, taken.address());
            assertThatThrownBy(() -> FullBacklog.at(both)).isInstanceOf(IOException.class);

            // then
            try (FullBacklog again = FullBacklog.at(List.of(freeAddress)).get(0)) {
                assertThat(again.address()).isEqualTo(freeAddress);
            }
        }
    }
}
