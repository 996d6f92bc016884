package dev.portreach.lab.engine;

import dev.portreach.lab.ResidentMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process has used so far (proc(5)).
 *
 * @param cpuSeconds in user and kernel mode, all threads
 * @param residentMebibytes now
 */
public record ProcessUsage(long atNanos, double cpuSeconds, long residentMebibytes, long threads, long descriptors) {

    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux that runs Java
    private static final int UTIME = 11; // fields after the command's name, which may hold blanks
    private static final int THREADS = 17;

    public static ProcessUsage of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = Double.parseDouble(fields[UTIME]) + Double.parseDouble(fields[UTIME + 1]);
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/%d/fd".formatted(pid)))) {
            return new ProcessUsage(
                    System.nanoTime(),
                    ticks / TICKS_PER_SECOND,
                    ResidentMemory.mebibytes(pid),
                    Long.parseLong(fields[THREADS]),
                    descriptors.count());
        }
    }

    public double secondsSince(ProcessUsage earlier) {
        return (atNanos - earlier.atNanos) / 1e9;
    }

    public double cpuSecondsSince(ProcessUsage earlier) {
        return cpuSeconds - earlier.cpuSeconds;
    }
}
