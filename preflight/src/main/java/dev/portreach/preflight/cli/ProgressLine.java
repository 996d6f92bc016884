package dev.portreach.preflight.cli;

import dev.portreach.preflight.sweep.Sweeper;
import java.io.PrintWriter;

/** One line on a terminal that counts up; nothing where the output goes elsewhere. */
final class ProgressLine implements Sweeper.Progress {

    private final PrintWriter out;
    private final boolean visible;
    private int shown = -1;

    ProgressLine(PrintWriter out, boolean visible) {
        this.out = out;
        this.visible = visible;
    }

    @Override
    public void probed(int done, int all) {
        int percent = 100 * done / all;
        if (visible && percent > shown) {
            shown = percent;
            out.printf("\rprobing: %d of %d ports (%d %%)", done, all, percent);
            out.flush();
        }
    }

    /** Gives the line back. */
    void clear() {
        if (shown >= 0) {
            out.print("\r\u001b[K"); // erases to the end of the line
            out.flush();
        }
    }
}
