package dev.portreach.preflight.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody watches. */
final class Terminal {

    private static final Path ERROR_OUTPUT = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /** Whether what is written to standard error shows on a terminal. */
    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on never null: there a progress line may land in a file
    static boolean isAtErrorOutput() {
        try {
            String device = Files.readSymbolicLink(ERROR_OUTPUT).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null; // no Linux
        }
    }
}
