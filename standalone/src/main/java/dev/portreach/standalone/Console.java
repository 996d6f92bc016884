package dev.portreach.standalone;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** What the person at the terminal reads. Lines from several threads do not mix. */
public final class Console {

    private final PrintWriter out;
    private final InstantSource clock;
    private final Instant start;

    /**
     * @param start from when seconds are counted
     */
    public Console(PrintWriter out, InstantSource clock, Instant start) {
        this.out = out;
        this.clock = clock;
        this.start = start;
    }

    /** Counts from the start of this JVM, so that its own start is not hidden. */
    public static Console sinceStart(PrintWriter out) {
        return new Console(
                out,
                InstantSource.system(),
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
    }

    /** A line as it is; may hold line breaks. */
    public synchronized void say(String text) {
        out.println(text);
        out.flush();
    }

    /** A step of the start, with the seconds since the start. */
    public void step(String text) {
        say(String.format(Locale.ROOT, "[%5.1f s] %s", seconds(), text));
    }

    /** The end of the start. */
    public void ready() {
        say(String.format(Locale.ROOT, "ready in %.1f s", seconds()));
    }

    private double seconds() {
        return Duration.between(start, clock.instant()).toMillis() / 1000.0;
    }
}
