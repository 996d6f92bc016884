package dev.portreach.probe.guest;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TargetBudgetTest {

    @Property(tries = 50)
    void shouldStayBelowWhatIntrusionPreventionCallsAScan(@ForAll @IntRange(min = 1, max = 400) int stepMillis) {
        // given a sweep that wants a new port at every step, for 20 s
        TargetBudget budget = new TargetBudget(3, 0);
        long[] granted = new long[20_000 / stepMillis + 1];
        int count = 0;
        for (int i = 0; i * stepMillis < 20_000; i++) {
            if (budget.tryTake(1_000 + i, true, (long) i * stepMillis)) {
                granted[count++] = (long) i * stepMillis;
            }
        }
        // then no 5 s see 20 of them
        for (int i = 0; i + 19 < count; i++) {
            assertThat(granted[i + 19] - granted[i]).isGreaterThanOrEqualTo(5_000);
        }
    }

    @Test
    void shouldNotThrottleKnownPorts() {
        // given a port that was probed
        TargetBudget budget = new TargetBudget(1, 0);
        assertThat(budget.tryTake(80, true, 0)).isTrue();
        // when tokens are gone, then it may still be probed, for ten minutes
        int other = 1_000;
        while (budget.tryTake(other, true, 0)) {
            other++;
        }
        assertThat(budget.tryTake(80, true, 1)).isTrue();
        assertThat(budget.tryTake(80, true, TargetBudget.KNOWN_MILLIS)).isTrue();
    }

    @Test
    void shouldLeaveATokenForSinglePorts() {
        // given a range that has taken what it may
        TargetBudget budget = new TargetBudget(3, 0);
        int port = 20_000;
        while (budget.tryTake(port, false, 0)) {
            port++;
        }
        // then a single port still finds one
        assertThat(budget.tryTake(80, true, 0)).isTrue();
        assertThat(budget.tryTake(443, true, 0)).isFalse();
        assertThat(budget.nextTokenAt(0)).isBetween(300L, 340L);
    }
}
