package dev.portreach.standalone;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** What the person at the terminal reads. Lines from several threads do not mix. */
public final class Console {

    private final PrintWriter out;
    private final InstantSource clock;
    private final Instant start;

    public Console(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** A line as it is; may hold line breaks. */
    public synchronized void say(String text) {
        out.println(text);
        out.flush();
    }

    /** A step of the start, with the seconds since this console was made. */
    public void step(String text) {
        Duration since = Duration.between(start, clock.instant());
        say(String.format(Locale.ROOT, "[%5.1f s] %s", since.toMillis() / 1000.0, text));
    }
}
