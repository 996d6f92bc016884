package dev.portreach.alert.detection;

import dev.portreach.contracts.state.Degradation;
import dev.portreach.contracts.state.DegradationKind;

/** Losses and slow answers of the same probes. */
final class Pools {

    private final boolean ofOneCheck;
    private SharePool loss;
    private SharePool slowness;

    /** @param ofOneCheck of which there are so many that nothing is kept where nothing speaks for either */
    Pools(boolean ofOneCheck) {
        this.ofOneCheck = ofOneCheck;
        this.loss = ofOneCheck ? null : new SharePool(Rise.OF_LOSS);
        this.slowness = ofOneCheck ? null : new SharePool(Rise.OF_SLOWNESS);
    }

    /**
     * Takes one trial.
     *
     * @param source one of those that share the pools
     * @return whether one of both has turned
     */
    boolean add(long at, boolean isLost, boolean isSlow, Object source) {
        boolean turned = false;
        if (loss != null || isLost) {
            loss = loss == null ? new SharePool(Rise.OF_LOSS) : loss;
            turned = loss.add(at, isLost, source);
            loss = ofOneCheck && loss.isIdle() ? null : loss;
        }
        if (slowness != null || isSlow) {
            slowness = slowness == null ? new SharePool(Rise.OF_SLOWNESS) : slowness;
            turned |= slowness.add(at, isSlow, source);
            slowness = ofOneCheck && slowness.isIdle() ? null : slowness;
        }
        return turned;
    }

    void restore(Degradation degraded) {
        long since = degraded.since().toEpochMilli();
        switch (degraded.kind()) {
            case LOSS -> loss = SharePool.raised(Rise.OF_LOSS, since, degraded.share());
            case LATENCY -> slowness = SharePool.raised(Rise.OF_SLOWNESS, since, degraded.share());
            case UNRECOGNISED -> {}
        }
    }

    /** Null if nothing speaks for a rise. */
    SharePool of(DegradationKind kind) {
        return kind == DegradationKind.LOSS ? loss : slowness;
    }

    boolean areLossy() {
        return loss != null && loss.isSuspicious();
    }

    boolean areRaised() {
        return (loss != null && loss.isRaised()) || (slowness != null && slowness.isRaised());
    }
}
