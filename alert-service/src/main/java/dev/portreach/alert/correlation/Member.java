package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.state.CheckState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A check among others.
 *
 * @param causes the groups it is in, in the order of {@link Grouping#ALL}
 */
record Member(CheckState state, List<Cause> causes, Standing standing) {

    /** @param pool hands out one object for equal causes: most are shared by many members */
    static Member of(CheckState state, UnaryOperator<Cause> pool) {
        List<Cause> causes = Grouping.ALL.stream()
                .map(grouping -> grouping.cause(state.scope()))
                .filter(Objects::nonNull)
                .map(pool)
                .toList();
        return new Member(state, causes, Standing.UNKNOWN);
    }

    Member standing(Standing next) {
        return next == standing ? this : new Member(state, causes, next);
    }

    String id() {
        return state.check();
    }

    /** First observation of what makes it fail. */
    Instant onset() {
        Instant suspected = state.suspectedSince();
        return Standings.fails(state.verdict()) || suspected == null ? state.since() : suspected;
    }
}
