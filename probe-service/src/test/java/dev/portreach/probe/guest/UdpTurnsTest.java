package dev.portreach.probe.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UdpTurnsTest {

    private final UdpTurns turns = new UdpTurns(1_000);

    @Test
    void shouldSendAtOnceToAnotherHost() {
        // given
        assertThat(turns.take(port("10.0.0.1", 53), 5_000)).isEqualTo(5_000);
        // when, then
        assertThat(turns.take(port("10.0.0.2", 123), 5_000)).isEqualTo(5_000);
    }

    @Test
    void shouldMakeAnotherPortOfTheHostWaitForItsTurn() {
        // given
        turns.take(port("10.0.0.1", 53), 5_000);
        // when, then
        assertThat(turns.take(port("10.0.0.1", 123), 5_000)).isEqualTo(6_000);
        assertThat(turns.take(port("10.0.0.1", 161), 5_100)).isEqualTo(7_000);
        assertThat(turns.take(port("10.0.0.1", 53), 9_000)).isEqualTo(9_000);
    }

    @Test
    void shouldLetTheSamePortGoAgain() {
        // given
        turns.take(port("10.0.0.1", 53), 5_000);
        // when, then
        assertThat(turns.take(port("10.0.0.1", 53), 5_300)).isEqualTo(5_300);
        assertThat(turns.take(port("10.0.0.1", 123), 5_400)).isEqualTo(6_300);
        assertThat(turns.take(port("10.0.0.1", 123), 5_500)).isEqualTo(6_300);
    }

    @Test
    void shouldForgetHosts() {
        // given as many hosts as are remembered without a look at their age
        for (int host = 0; host < 2_000; host++) {
            turns.take(port("10.0.%d.%d".formatted(host / 200, host % 200), 53), host * 100L);
        }
        // when, then
        assertThat(turns.size()).isLessThan(1_100);
    }

    @Property
    void shouldSpaceDifferentPortsWhatever(
            @ForAll @Size(min = 2, max = 50) List<@IntRange(max = 3_000) Integer> steps) {
        // given probes of a few ports at any times
        UdpTurns any = new UdpTurns(1_000);
        List<long[]> sent = new ArrayList<>();
        long now = 0;
        for (int step : steps) {
            now += step;
            int port = 1 + step % 4;
            // when
            sent.add(new long[] {port, any.take(port("10.0.0.1", port), now)});
            assertThat(sent.get(sent.size() - 1)[1]).isGreaterThanOrEqualTo(now);
        }
        // then
        for (int i = 1; i < sent.size(); i++) {
            if (sent.get(i)[0] != sent.get(i - 1)[0]) {
                assertThat(sent.get(i)[1] - sent.get(i - 1)[1]).isGreaterThanOrEqualTo(1_000);
            }
        }
    }

    private static InetSocketAddress port(String host, int port) {
        return new InetSocketAddress(host, port);
    }
}
