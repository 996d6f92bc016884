package dev.portreach.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident set size as Linux counts it (proc(5), VmRSS). */
public final class ResidentMemory {

    private ResidentMemory() {}

    /** 0 for a process that is gone. */
    public static long mebibytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/%d/status".formatted(pid)))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }
}
