package dev.portreach.lab.history;

import java.time.Duration;

/**
 * A company and the time of it that is stored.
 *
 * @param interval between two probes of one check
 */
record Shape(String name, int sites, int checks, Duration interval, Duration duration) {

    Shape percent(int percent) {
        return new Shape(
                name, sites, checks, interval, duration.multipliedBy(percent).dividedBy(100));
    }

    /** Probes of each check. */
    long rounds() {
        return duration.dividedBy(interval);
    }

    long results() {
        return rounds() * sites * checks;
    }

    @Override
    public String toString() {
        return "%s: %,d sites x %,d checks every %d s for %s, %,d results"
                .formatted(name, sites, checks, interval.toSeconds(), duration, results());
    }
}
