package dev.portreach.alert.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EpochsTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(16);

    private final Epochs epochs = new Epochs();
    private Instant now = START;

    private void heard(String... epochsInTurn) {
        for (String epoch : epochsInTurn) {
            now = now.plusSeconds(5);
            epochs.saw(epoch, now, PATIENCE);
            epochs.calm(now, PATIENCE);
        }
    }

    @Test
    void shouldNotTakeARenewedEpochForASecondProcess() {
        // given an agent whose clock proves to be ahead, twice in a row, so that it renews its epoch
        heard("a", "a", "b", "c", "c");
        // then it is one process
        assertThat(epochs.current()).isEqualTo("c");
        assertThat(epochs.other()).isNull();
    }

    @Test
    void shouldNotTakeARenewedEpochForASecondProcessAfterARestartOfOurs() {
        heard("a");
        Epochs restored = new Epochs();
        restored.restore(epochs.current(), epochs.other());
        restored.saw("b", now.plusSeconds(5), PATIENCE);
        assertThat(restored.current()).isEqualTo("b");
        assertThat(restored.other()).isNull();
    }

    @Test
    void shouldTellTwoProcessesThatTakeTurns() {
        heard("a", "b", "a");
        assertThat(epochs.other()).isEqualTo("b");
        // and forget the one that is heard no more
        heard("a", "a", "a", "a");
        assertThat(epochs.other()).isNull();
    }
}
