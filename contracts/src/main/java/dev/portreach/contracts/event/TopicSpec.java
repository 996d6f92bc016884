package dev.portreach.contracts.event;

import java.util.Map;

/**
 * A topic as it must be.
 *
 * @param config broker-side settings by Kafka's names
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {

    public TopicSpec {
        config = Map.copyOf(config);
    }
}
