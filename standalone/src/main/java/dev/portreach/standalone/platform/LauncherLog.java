package dev.portreach.standalone.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the broker and the database library in this process log goes to a file: the terminal is for people. */
final class LauncherLog {

    private static final int LIMIT_BYTES = 5_000_000;
    private static final int KEPT = 2;

    private LauncherLog() {}

    static void to(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Logger root = Logger.getLogger("");
            for (Handler handler : root.getHandlers()) {
                root.removeHandler(handler);
            }
            // A percent sign is a placeholder in the pattern of the handler.
            FileHandler handler = new FileHandler(file.toString().replace("%", "%%"), LIMIT_BYTES, KEPT, true);
            handler.setFormatter(new SimpleFormatter());
            root.addHandler(handler);
            root.setLevel(Level.WARNING);
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + file + " cannot be written", e);
        }
    }
}
