package dev.portreach.preflight.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweeperTest {

    @Test
    void shouldFindAPortOpenThatWasSilentAtFirst() throws IOException {
        // given a port that drops the first SYN, and takes connections once that has been seen
        try (SilentPort silent = new SilentPort()) {
            Sweeper sweeper = new Sweeper(50, (done, all) -> silent.drain());
            // when it is swept
            Map<String, SweptCheck> swept = sweeper.sweep(
                    List.of(Checks.tcp("a", Integer.toString(silent.port()))),
                    Map.of("127.0.0.1", InetAddress.getLoopbackAddress()));
            // then it is open, at the second try or, on a slow machine, a later one
            assertThat(swept.get("a").view().runs(Optional.empty()))
                    .extracting(Run::ports, Run::outcome)
                    .containsExactly(tuple(Ports.of(silent.port()), Outcome.OPEN));
            assertThat(swept.get("a").asked().get(silent.port())).isBetween(2, 6);
        }
    }
}
