package dev.portreach.alert.history;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How finely roll-ups are kept, the finest first. Each is made of the one before. */
enum Resolution {
    FIVE_MINUTES("5m", Duration.ofMinutes(5), null),
    HOUR("1h", Duration.ofHours(1), FIVE_MINUTES),
    DAY("1d", Duration.ofDays(1), HOUR);

    private final String label;
    private final long millis;
    private final Resolution finer;

    Resolution(String label, Duration width, Resolution finer) {
        this.label = label;
        this.millis = width.toMillis();
        this.finer = finer;
    }

    String label() {
        return label;
    }

    String table() {
        return "history_rollup_" + label;
    }

    /** Width of a roll-up. */
    long millis() {
        return millis;
    }

    /** Where the roll-up begins that an instant is in; days are in UTC. */
    long startOf(long at) {
        return Math.floorDiv(at, millis) * millis;
    }

    Optional<Resolution> finer() {
        return Optional.ofNullable(finer);
    }

    Optional<Resolution> coarser() {
        return Arrays.stream(values()).filter(each -> each.finer == this).findFirst();
    }
}
