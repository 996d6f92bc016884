package dev.portreach.lab.engine;

import java.util.HashMap;
import java.util.Map;

/** An agent's metrics in Prometheus' text format, by name and labels as they stand there. */
record AgentMetrics(Map<String, Double> values) {

    static AgentMetrics parse(String text) {
        Map<String, Double> values = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(line -> {
            int gap = line.lastIndexOf(' ');
            values.put(line.substring(0, gap), Double.valueOf(line.substring(gap + 1)));
        });
        return new AgentMetrics(values);
    }

    /** Ports probed since the start, all outcomes. */
    long probes() {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("portreach_probes_total"))
                .mapToLong(entry -> entry.getValue().longValue())
                .sum();
    }

    long probes(String outcome) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("portreach_probes_total")
                        && entry.getKey().contains("outcome=\"%s\"".formatted(outcome)))
                .mapToLong(entry -> entry.getValue().longValue())
                .sum();
    }

    long spooledBatches() {
        return value("portreach_spool_batches");
    }

    long spooledBytes() {
        return value("portreach_spool_bytes");
    }

    long droppedBatches() {
        return value("portreach_spool_dropped_total");
    }

    /** How late probes were started at most, in the last minutes. */
    double worstLagSeconds() {
        return values.getOrDefault("portreach_schedule_lag_seconds_max", 0.0);
    }

    private long value(String name) {
        return values.getOrDefault(name, 0.0).longValue();
    }
}
