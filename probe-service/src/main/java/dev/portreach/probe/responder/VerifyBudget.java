package dev.portreach.probe.responder;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits how often a signature is verified, which takes about a millisecond: for each source, and for all together, as the source
 * of a datagram may be forged.
 */
final class VerifyBudget {

    private static final class Bucket {
        private final double perSecond;
        private final double capacity;
        private double tokens;
        private long refilledAt;

        Bucket(double perSecond, double capacity, long now) {
            this.perSecond = perSecond;
            this.capacity = capacity;
            this.tokens = capacity;
            this.refilledAt = now;
        }

        boolean hasToken(long now) {
            tokens = Math.min(capacity, tokens + (now - refilledAt) * perSecond / 1_000);
            refilledAt = now;
            return tokens >= 1;
        }

        boolean isFull(long now) {
            return hasToken(now) && tokens >= capacity;
        }
    }

    private static final int MAX_SOURCES = 1_024;
    private static final double SOURCE_PER_SECOND = 50;
    private static final double SOURCE_BURST = 250;
    private static final double ALL_PER_SECOND = 100;
    private static final double ALL_BURST = 500;

    private final Map<InetAddress, Bucket> sources = new HashMap<>();
    private final Bucket all;

    /** @param now steady time in milliseconds */
    VerifyBudget(long now) {
        this.all = new Bucket(ALL_PER_SECOND, ALL_BURST, now);
    }

    /** Takes leave to verify one signature for that source. */
    boolean tryTake(InetAddress source, long now) {
        if (!sources.containsKey(source) && sources.size() >= MAX_SOURCES) {
            sources.values().removeIf(bucket -> bucket.isFull(now)); // the same as one not seen yet
            if (sources.size() >= MAX_SOURCES) {
                return false;
            }
        }
        Bucket own = sources.computeIfAbsent(source, address -> new Bucket(SOURCE_PER_SECOND, SOURCE_BURST, now));
        if (!own.hasToken(now) || !all.hasToken(now)) {
            return false;
        }
        own.tokens -= 1;
        all.tokens -= 1;
        return true;
    }
}
