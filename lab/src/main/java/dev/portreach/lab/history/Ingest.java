package dev.portreach.lab.history;

import dev.portreach.lab.AlertProcess;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Watches results being stored, from the first to the last. */
final class Ingest {

    private Ingest() {}

    /** Prints results a second over all, and of the second half, when code is compiled. */
    static void measure(GroupProgress progress, Shape shape, AlertProcess alert, Duration patience) throws Exception {
        long all = progress.all();
        double results = (double) shape.results() / all;
        long began = 0;
        long half = 0;
        long halfStored = 0;
        long firstStored = 0;
        Duration cpu = Duration.ZERO;
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            long stored = progress.stored();
            long now = System.nanoTime();
            if (began == 0 && stored > 0) {
                began = now;
                firstStored = stored;
                cpu = alert.cpu();
            }
            if (half == 0 && stored >= all / 2) {
                half = now;
                halfStored = stored;
            }
            if (stored >= all || now > end) {
                double seconds = (now - began) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "  stored %,.0f results%s: %,.0f a second, the second half %,.0f a second; alert-service used %.1f s of"
                                + " %.1f s x 2 cores%n",
                        stored * results,
                        stored < all ? " of " + shape.results() : "",
                        (stored - firstStored) * results / seconds,
                        half == 0 ? 0 : (stored - halfStored) * results / ((now - half) / 1e9),
                        alert.cpu().minus(cpu).toMillis() / 1e3,
                        seconds);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
