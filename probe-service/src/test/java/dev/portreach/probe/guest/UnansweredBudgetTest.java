package dev.portreach.probe.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UnansweredBudgetTest {

    private final UnansweredBudget budget = new UnansweredBudget(3);

    @Test
    void shouldCountWhatStayedUnansweredWithinTheLastMinute() {
        budget.unanswered(-500);
        budget.unanswered(10_000);
        assertThat(budget.left(10_000)).isEqualTo(1);
        budget.unanswered(20_000);
        budget.unanswered(20_001);
        assertThat(budget.left(59_000 - 1)).isZero();
        assertThat(budget.left(69_999)).isZero();
        assertThat(budget.left(70_000)).isEqualTo(1);
        assertThat(budget.left(80_000)).isEqualTo(3);
    }

    @Test
    void shouldForgetAllAfterALongTime() {
        budget.unanswered(0);
        assertThat(budget.left(Long.MAX_VALUE / 2)).isEqualTo(3);
    }

    @Test
    void shouldRefuseALimitOfNothing() {
        assertThatThrownBy(() -> new UnansweredBudget(0)).hasMessageContaining("guest.max-unanswered");
    }
}
