package dev.portreach.lab.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long things took, every one of them. */
final class Latencies {

    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private long overNanos;

    void add(long took) {
        nanos.add(took);
    }

    int count() {
        return nanos.size();
    }

    /** @param whole from the first start to the last end */
    Latencies over(long whole) {
        overNanos = whole;
        return this;
    }

    private static double quantile(List<Long> sorted, double q) {
        int rank = (int) Math.ceil(q * sorted.size()); // nearest rank, never between two
        return sorted.get(Math.max(0, rank - 1)) / 1e6;
    }

    @Override
    public String toString() {
        List<Long> sorted = nanos.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return "none";
        }
        return String.format(
                Locale.ROOT,
                "%,d in %.1f s, median %.1f ms, p99 %.1f ms, longest %.1f ms",
                sorted.size(),
                overNanos / 1e9,
                quantile(sorted, 0.5),
                quantile(sorted, 0.99),
                sorted.get(sorted.size() - 1) / 1e6);
    }
}
