package dev.portreach.standalone.workgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portreach.embedded.FreePorts;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerBankTest {

    private final ListenerBank bank = new ListenerBank();
    private final InetSocketAddress address = new InetSocketAddress("127.9.8.1", FreePorts.next());

    @AfterEach
    void close() throws Exception {
        bank.close();
    }

    private static Socket connect(InetSocketAddress to) throws Exception {
        Socket socket = new Socket();
        try {
            socket.connect(to, 700);
            return socket;
        } catch (Exception e) {
            socket.close();
            throw e;
        }
    }

    @Test
    void shouldAcceptAndKeepAConnectionUntilThePeerCloses() throws Exception {
        // given
        bank.open(List.of(address));

        // when
        try (Socket socket = connect(address)) {
            socket.setSoTimeout(300);

            // then: neither data nor an end
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void shouldRefuseDropAndAcceptAgainInTurn() throws Exception {
        bank.open(List.of(address));
        connect(address).close();

        bank.drop(List.of(address));
        assertThatThrownBy(() -> connect(address)).isInstanceOf(SocketTimeoutException.class);

        bank.refuse(List.of(address));
        assertThatThrownBy(() -> connect(address)).isInstanceOf(ConnectException.class);

        bank.drop(List.of(address));
        assertThatThrownBy(() -> connect(address)).isInstanceOf(SocketTimeoutException.class);

        bank.open(List.of(address));
        connect(address).close();
    }

    @Test
    void shouldLeaveOtherAddressesAlone() throws Exception {
        // given
        InetSocketAddress other = new InetSocketAddress("127.9.8.2", address.getPort());
        bank.open(List.of(address, other));

        // when
        bank.drop(List.of(address));

        // then
        connect(other).close();
        assertThatThrownBy(() -> connect(address)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void shouldDropManyPortsWithinAMoment() throws Exception {
        // given
        List<InetSocketAddress> many = Stream.generate(FreePorts::next)
                .limit(40)
                .distinct()
                .map(port -> new InetSocketAddress("127.9.8.3", port))
                .toList();
        bank.open(many);

        // when
        long begin = System.nanoTime();
        bank.drop(many);

        // then
        assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
        assertThatThrownBy(() -> connect(many.get(many.size() - 1))).isInstanceOf(SocketTimeoutException.class);
    }
}
