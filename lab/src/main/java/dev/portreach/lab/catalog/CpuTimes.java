package dev.portreach.lab.catalog;

import dev.portreach.lab.Installation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * CPU time that those have used who share the machine during reads, as the kernel counts it (in steps of 10 ms).
 *
 * @param client this process
 * @param database all processes of PostgreSQL; those that have ended are left out
 */
record CpuTimes(Duration client, Duration catalog, Duration database) {

    static CpuTimes of(Installation portreach) {
        List<ProcessHandle> processes = portreach.processes().toList();
        return new CpuTimes(
                sum(Stream.of(ProcessHandle.current())),
                sum(processes.stream()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("catalog-service"))),
                sum(processes.stream()
                        .filter(process -> process.info().command().orElse("").endsWith("postgres"))));
    }

    CpuTimes since(CpuTimes before) {
        return new CpuTimes(
                client.minus(before.client), catalog.minus(before.catalog), database.minus(before.database));
    }

    String each(int requests) {
        return String.format(
                Locale.ROOT,
                "client %.2f ms, catalog-service %.2f ms, PostgreSQL %.2f ms",
                millis(client) / requests,
                millis(catalog) / requests,
                millis(database) / requests);
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    private static Duration sum(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
