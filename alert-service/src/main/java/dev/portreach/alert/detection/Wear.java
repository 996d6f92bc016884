package dev.portreach.alert.detection;

import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.state.Degradation;
import dev.portreach.contracts.state.DegradationKind;
import java.time.Instant;
import java.util.List;

/** How well a check works that works: its trials, in pools of its own and in those that it shares. */
final class Wear {

    /** Trials of the lately past that speak for or against this check being one of those of a pool. */
    private static final double FORGETTING = 0.98;
    /** Below that, a check of a component or host that is worn is not one of those that are. */
    private static final double AGAINST = -2;

    /** Of checks that make no trials. */
    static final Wear NONE = new Wear(List.of(), new Pools(true));

    private final Pools own = new Pools(true);
    /** From the narrowest to the widest. */
    private final List<Pools> shared;

    private final Pools site;
    private double trials;
    private double lost;
    private double slow;

    /** @param shared of its component and its host */
    Wear(List<Pools> shared, Pools site) {
        this.shared = shared;
        this.site = site;
    }

    /** @return whether a pool has turned */
    boolean take(Sampler sampler, Observation observation, long intervalMillis) {
        Sampler.Trial trial = sampler.take(observation, intervalMillis);
        if (trial == Sampler.Trial.NONE) {
            return false;
        }
        boolean isLost = trial == Sampler.Trial.LOST;
        boolean isSlow = sampler.wasSlow();
        trials = trials * FORGETTING + 1;
        lost = lost * FORGETTING + (isLost ? 1 : 0);
        slow = slow * FORGETTING + (isSlow ? 1 : 0);
        boolean turned = own.add(observation.at(), isLost, isSlow, this);
        for (Pools pools : shared) {
            turned |= pools.add(observation.at(), isLost, isSlow, this);
        }
        return site.add(observation.at(), isLost, isSlow, this) || turned;
    }

    /** Whether more probes have been lost lately than usual, here or at what shares a component, a host or the site. */
    boolean isLossy() {
        return own.areLossy() || site.areLossy() || shared.stream().anyMatch(Pools::areLossy);
    }

    /** An earlier task had found it so. */
    void restore(Degradation degraded) {
        own.restore(degraded);
    }

    /** How it is degraded; null if it is not. */
    Degradation degradation() {
        Degradation loss = degradation(DegradationKind.LOSS, Rise.OF_LOSS, lost);
        return loss != null ? loss : degradation(DegradationKind.LATENCY, Rise.OF_SLOWNESS, slow);
    }

    private Degradation degradation(DegradationKind kind, Rise rise, double events) {
        SharePool alone = own.of(kind);
        if (alone != null && alone.isRaised()) {
            return of(kind, alone);
        }
        for (Pools pools : shared) {
            SharePool pool = pools.of(kind);
            if (pool != null
                    && pool.isRaised()
                    && !pool.isOfOne()
                    && rise.evidence(events, trials, pool.share()) >= AGAINST) {
                return of(kind, pool);
            }
        }
        SharePool everything = site.of(kind);
        boolean isOneOfThem =
                everything != null && everything.isRaised() && rise.evidence(events, trials, everything.share()) > 0;
        return isOneOfThem ? of(kind, everything) : null;
    }

    private static Degradation of(DegradationKind kind, SharePool pool) {
        return new Degradation(
                kind, Math.round(pool.share() * 100) / 100.0, Instant.ofEpochMilli(Math.max(0, pool.since())));
    }
}
