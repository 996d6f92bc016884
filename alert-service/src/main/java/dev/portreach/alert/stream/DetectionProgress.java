package dev.portreach.alert.stream;

import java.time.Duration;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * How detection keeps up, as its consumers measure it.
 *
 * @param brokerReachable whether the broker answered within the last seconds
 * @param lag records that wait, of the partition where most do
 * @param sincePoll since the slowest thread last asked for records; negative if none ever did
 */
public record DetectionProgress(boolean brokerReachable, double lag, Duration sincePoll) {

    private static final String READING = ".*-StreamThread-\\d+-consumer";

    static DetectionProgress of(Map<MetricName, ? extends Metric> metrics, boolean brokerReachable) {
        double sincePoll = values(metrics, "last-poll-seconds-ago").max().orElse(-1);
        return new DetectionProgress(
                brokerReachable, values(metrics, "records-lag-max").max().orElse(0), Duration.ofSeconds((long)
                        sincePoll));
    }

    /** Of whole consumers, not of single partitions; what was not measured lately is not a number. */
    private static DoubleStream values(Map<MetricName, ? extends Metric> metrics, String name) {
        return metrics.entrySet().stream()
                .filter(each -> each.getKey().name().equals(name)
                        && !each.getKey().tags().containsKey("partition")
                        && each.getKey().tags().getOrDefault("client-id", "").matches(READING))
                .map(each -> each.getValue().metricValue())
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .filter(Double::isFinite);
    }
}
