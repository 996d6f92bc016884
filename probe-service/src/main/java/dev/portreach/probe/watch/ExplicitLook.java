package dev.portreach.probe.watch;

import dev.portreach.contracts.port.Ports;
import dev.portreach.probe.guest.TargetBudget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A look at all ports of a check that somebody asked for. A large range takes several sweeps, as the budget of its host
 * gives leave; what the budget refuses for longer than people wait is left to the schedule.
 */
final class ExplicitLook {

    /** Between two sweeps of one look. */
    static final long STEP_MILLIS = 1_000;

    /** 1,001 new ports take 334 s at the default rate. */
    static final long LONGEST_MILLIS = 1_800_000;

    private final Deque<Integer> left = new ArrayDeque<>();
    private final boolean single;
    private final long end;
    private long due;

    ExplicitLook(int[] ports, long now) {
        Arrays.stream(ports).forEach(left::add);
        this.single = ports.length == 1;
        this.end = now + LONGEST_MILLIS;
        this.due = now;
    }

    boolean isOver() {
        return left.isEmpty();
    }

    long due() {
        return due;
    }

    /**
     * The ports of the next sweep; may be empty.
     *
     * @param most ports a sweep
     * @param leaveAlone ports that are not to be probed, whoever asks
     */
    Ports take(long now, int most, TargetBudget budget, IntPredicate leaveAlone) {
        due = now + STEP_MILLIS;
        if (now >= end) {
            left.clear();
        }
        List<Integer> chosen = new ArrayList<>();
        while (!left.isEmpty() && chosen.size() < most) {
            int port = left.peek();
            if (!leaveAlone.test(port)) {
                boolean leave = single ? budget.tryTakeNow(port, now) : budget.tryTake(port, false, now);
                if (leave) {
                    chosen.add(port);
                } else if (!budget.isPaused(now)) {
                    break; // its turn comes first in the next step
                }
            }
            left.remove();
        }
        return Ports.ofStream(chosen.stream().mapToInt(Integer::intValue));
    }
}
