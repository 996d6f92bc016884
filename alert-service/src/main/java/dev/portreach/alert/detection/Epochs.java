package dev.portreach.alert.detection;

import java.time.Duration;
import java.time.Instant;

/**
 * The epochs under one agent id. A restart changes the epoch once; two live processes take turns: when an epoch comes
 * back after another was heard, both are alive.
 */
final class Epochs {

    private String current;
    private String previous;
    private Instant previousSeen;
    private String other;
    private Instant otherSeen;

    void restore(String epoch, String otherEpoch) {
        current = epoch;
        other = otherEpoch;
    }

    void saw(String epoch, Instant at, Duration patience) {
        if (epoch.equals(current)) {
            return;
        }
        boolean cameBack = epoch.equals(previous)
                && previousSeen != null
                && Duration.between(previousSeen, at).compareTo(patience) <= 0;
        if (cameBack || epoch.equals(other)) {
            other = current;
            otherSeen = at;
        }
        previous = current;
        previousSeen = at;
        current = epoch;
    }

    /** Forgets a second process that has not been heard for long. */
    void calm(Instant now, Duration patience) {
        if (other != null && otherSeen == null) {
            otherSeen = now; // just restored
        }
        if (other != null && Duration.between(otherSeen, now).compareTo(patience) > 0) {
            other = null;
            otherSeen = null;
        }
    }

    String current() {
        return current;
    }

    String other() {
        return other;
    }
}
