package dev.portreach.probe.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlPortsTest {

    private static final String HOST = "10.1.2.3";
    private static final long START = 1_000_000;
    private static final long SOON = START + ControlPorts.SOON_MILLIS;
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final TargetBudget budget = new TargetBudget(3, START);
    private final ControlPorts controls = new ControlPorts(INTERVAL);

    @Test
    void shouldProbeNothingBeforeTheHostShowsAnOpenPort() {
        controls.replace(Map.of(HOST, Ports.of(80)));
        assertThat(controls.due()).isEqualTo(Long.MAX_VALUE);
        // when it does
        controls.opened(HOST, START);
        // then soon
        assertThat(controls.due()).isEqualTo(SOON);
        assertThat(begin(SOON - 1)).isEmpty();
        assertThat(begin(SOON)).singleElement().satisfies(start -> {
            assertThat(start.address()).isEqualTo(HOST);
            assertThat(start.port()).isBetween(ControlPorts.FIRST, ControlPorts.LAST);
        });
        // and then once an interval, however often ports are seen open
        controls.opened(HOST, SOON + 5);
        assertThat(controls.due()).isEqualTo(SOON + INTERVAL.toMillis());
        assertThat(begin(SOON + INTERVAL.toMillis())).hasSize(1);
    }

    @Test
    void shouldDoubtOpenPortsUntilTheControlPortIsOpenNoMore() {
        // given
        ControlPorts.Start start = started();
        assertThat(controls.doubt(HOST)).isEmpty();
        // when
        assertThat(controls.finished(start, Outcome.OPEN)).isTrue();
        // then
        assertThat(controls.doubt(HOST)).contains("control port " + start.port() + " is open too");
        assertThat(controls.doubt("10.1.2.4")).isEmpty();
        // and what says nothing of the path changes nothing
        assertThat(controls.finished(start, Outcome.LOCAL_ERROR)).isFalse();
        assertThat(controls.finished(start, Outcome.OPEN)).isFalse();
        assertThat(controls.doubt(HOST)).isPresent();
        // until
        assertThat(controls.finished(start, Outcome.REFUSED)).isTrue();
        assertThat(controls.doubt(HOST)).isEmpty();
    }

    @Test
    void shouldChooseTheSamePortEachTimeButNoneThatIsNamed() {
        // given the port that is chosen where no policy names it
        ControlPorts.Start first = started();
        ControlPorts again = new ControlPorts(INTERVAL);
        again.replace(Map.of(HOST, Ports.of(443)));
        again.opened(HOST, START);
        assertThat(again.begin(SOON, address -> budget)).containsExactly(first);
        // when a policy names it, then another one is
        again.replace(Map.of(HOST, Ports.of(first.port())));
        again.opened(HOST, SOON);
        assertThat(again.begin(SOON + INTERVAL.toMillis(), address -> budget))
                .extracting(ControlPorts.Start::port)
                .doesNotContain(first.port());
        // and where policies name all, none is
        again.replace(Map.of(HOST, Ports.parse("1-65535")));
        again.opened(HOST, SOON);
        assertThat(again.due()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldWaitForTheBudget() {
        // given an address whose budget is spent
        controls.replace(Map.of(HOST, Ports.of(80)));
        controls.opened(HOST, START);
        for (int port = 1; budget.tryTake(port, true, SOON); port++) {
            assertThat(port).isLessThan(100);
        }
        // when
        assertThat(begin(SOON)).isEmpty();
        // then it comes once there is a token
        assertThat(controls.due()).isBetween(SOON + 1, SOON + 400);
        assertThat(begin(controls.due())).hasSize(1);
    }

    @Test
    void shouldStopWithThePlanAndKeepWhatItKnowsOfTheRest() {
        // given doubt
        ControlPorts.Start start = started();
        controls.finished(start, Outcome.OPEN);
        // when a plan still has the host
        controls.replace(Map.of(HOST, Ports.of(80, 443)));
        assertThat(controls.doubt(HOST)).isPresent();
        // and the next one has nothing
        controls.replace(Map.of());
        // then nothing is probed, and a late result is nobody's
        assertThat(controls.due()).isEqualTo(Long.MAX_VALUE);
        assertThat(controls.finished(start, Outcome.OPEN)).isFalse();
        assertThat(controls.doubt(HOST)).isEmpty();
    }

    @Test
    void shouldHaveNoneWhereTurnedOff() {
        ControlPorts off = new ControlPorts(Duration.ZERO);
        off.replace(Map.of(HOST, Ports.of(80)));
        off.opened(HOST, START);
        assertThat(off.due()).isEqualTo(Long.MAX_VALUE);
    }

    private ControlPorts.Start started() {
        controls.replace(Map.of(HOST, Ports.of(80)));
        controls.opened(HOST, START);
        return begin(SOON).get(0);
    }

    private List<ControlPorts.Start> begin(long now) {
        return controls.begin(now, address -> budget);
    }
}
