package dev.portreach.alert.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookTest {

    private static final Ports PORT = Ports.of(443);
    private final Look look = new Look(view());

    private static AgentView view() {
        PortStreaks settled = PortStreaks.fresh(PORT)
                .with(Map.of(Signal.OK, PORT), Confirmation.CONFIRMED, 1_000)
                .streaks();
        return new AgentView(settled, 1_000, 1_000, List.of(open(5_000)), Proof.STRONG, "443 open");
    }

    private static Run open(long rttMicros) {
        return new Run(PORT, Outcome.OPEN, Proof.STRONG, rttMicros);
    }

    private static Observation seen(long at, Ports covered, Run run) {
        return new Observation("check", at, null, "192.0.2.1", covered, List.of(run));
    }

    @Test
    void shouldTakeTheSameAgainWithItsTimes() {
        look.set(view(), true, true);
        assertThat(look.repeats(seen(2_000, null, open(7_000)))).isTrue();
        assertThat(look.lastAt()).isEqualTo(2_000);
        assertThat(look.view().lastOkAt()).isEqualTo(2_000);
        assertThat(look.view().runs()).containsExactly(open(7_000));
    }

    @Test
    void shouldNotCountWhatIsSteadilyNotWellAsASuccess() {
        look.set(view(), true, false);
        assertThat(look.repeats(seen(2_000, null, open(7_000)))).isTrue();
        assertThat(look.view().lastAt()).isEqualTo(2_000);
        assertThat(look.view().lastOkAt()).isEqualTo(1_000);
    }

    @Test
    void shouldLeaveAllElseToTheJudge() {
        look.set(view(), true, true);
        assertThat(look.repeats(seen(2_000, PORT, open(7_000)))).as("sampled").isFalse();
        assertThat(look.repeats(seen(2_000, null, new Run(PORT, Outcome.OPEN, Proof.WEAK, null))))
                .as("other proof")
                .isFalse();
        assertThat(look.repeats(seen(2_000, null, new Run(PORT, Outcome.REFUSED, Proof.STRONG, null))))
                .as("other outcome")
                .isFalse();
        assertThat(look.repeats(seen(2_000, null, new Run(Ports.of(80), Outcome.OPEN, Proof.STRONG, null))))
                .as("other ports")
                .isFalse();
        assertThat(look.repeats(seen(2_000, null, new Run(PORT, Outcome.OPEN, Proof.STRONG, null, "x"))))
                .as("other detail")
                .isFalse();
        look.set(view(), false, true);
        assertThat(look.repeats(seen(2_000, null, open(7_000))))
                .as("not steady")
                .isFalse();
    }
}
