package dev.portreach.probe.guest;

import java.util.Arrays;

/**
 * Counts probes that got no answer within the last minute. Each holds an entry in the tables of every NAT device and
 * stateful firewall on the way until it times out there; when such a table is full, users' connections fail.
 */
public final class UnansweredBudget {

    private static final int SECONDS = 60;

    private final int most;
    private final int[] bySecond = new int[SECONDS];
    private long second = Long.MIN_VALUE;
    private int sum;

    /** @param most unanswered probes a minute, 1 or more */
    public UnansweredBudget(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("guest.max-unanswered is %d; it must be 1 or more".formatted(most));
        }
        this.most = most;
    }

    /** A probe stayed without an answer. */
    public void unanswered(long now) {
        advance(now);
        bySecond[(int) Math.floorMod(second, (long) SECONDS)]++;
        sum++;
    }

    /** How many more may stay without an answer, 0 or more. */
    public int left(long now) {
        advance(now);
        return Math.max(0, most - sum);
    }

    private void advance(long now) {
        long current = Math.floorDiv(now, 1_000L);
        if (second == Long.MIN_VALUE || current - second >= SECONDS) {
            Arrays.fill(bySecond, 0);
            sum = 0;
            second = current;
        }
        while (second < current) {
            second++;
            int slot = (int) Math.floorMod(second, (long) SECONDS);
            sum -= bySecond[slot];
            bySecond[slot] = 0;
        }
    }
}
