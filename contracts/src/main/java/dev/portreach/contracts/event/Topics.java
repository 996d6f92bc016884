package dev.portreach.contracts.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The names and shapes of all topics under one prefix.
 *
 * @param prefix of every name; one installation, one tenant, one prefix
 */
public record Topics(String prefix) {

    public static final String DEFAULT_PREFIX = "portreach";

    private static final Duration ASSIGNMENT_LAG = Duration.ofDays(10); // results' 7 d and the longest spool, 3 d

    public Topics {
        if (!prefix.matches("[a-zA-Z0-9][a-zA-Z0-9._-]{0,60}")) {
            throw new IllegalArgumentException(
                    "topic prefix \"%s\" is not made of letters, digits, . _ -".formatted(prefix));
        }
    }

    /** Whole assignments, by site, for whoever judges. */
    public String assignments() {
        return prefix + ".assignments";
    }

    /** The same assignment, for one site's agents alone. */
    public String agent(String site) {
        return prefix + ".agent." + site;
    }

    /** Batches of observations, by vantage site. */
    public String results() {
        return prefix + ".results";
    }

    /** Heartbeats, by vantage site. */
    public String heartbeats() {
        return prefix + ".heartbeats";
    }

    /** Current states, suspicions included, by check. One partition: correlation reads it as one task, on purpose. */
    public String checkStates() {
        return prefix + ".check-states";
    }

    /** Whether agents are heard, by {@code site/agent}. One partition, for the same reason. */
    public String agentStates() {
        return prefix + ".agent-states";
    }

    /** Confirmed changes, by check. */
    public String transitions() {
        return prefix + ".transitions";
    }

    /** Whole incidents, by incident. */
    public String incidents() {
        return prefix + ".incidents";
    }

    /** What could not be read or trusted from {@code topic}. */
    public static String deadLetters(String topic) {
        return topic + ".dlq";
    }

    /**
     * All topics but those of single sites.
     *
     * @param partitions of the topics keyed by site; the same for all of them, as they are joined; never changed later
     */
    public List<TopicSpec> all(int partitions) {
        return List.of(
                compacted(assignments(), partitions),
                deleted(results(), partitions, Duration.ofDays(7)),
                deleted(heartbeats(), partitions, Duration.ofDays(1)),
                compacted(checkStates(), 1),
                compacted(agentStates(), 1),
                deleted(transitions(), partitions, Duration.ofDays(30)),
                compacted(incidents(), 1),
                deleted(deadLetters(assignments()), 1, Duration.ofDays(30)),
                deleted(deadLetters(results()), 1, Duration.ofDays(30)),
                deleted(deadLetters(heartbeats()), 1, Duration.ofDays(30)),
                deleted(deadLetters(checkStates()), 1, Duration.ofDays(30)),
                deleted(deadLetters(agentStates()), 1, Duration.ofDays(30)),
                deleted(deadLetters(incidents()), 1, Duration.ofDays(30)));
    }

    /** The topic of one site's agents, and where they put what they cannot read of it. */
    public List<TopicSpec> agentSpecs(String site) {
        return List.of(compacted(agent(site), 1), deleted(deadLetters(agent(site)), 1, Duration.ofDays(30)));
    }

    private static TopicSpec compacted(String name, int partitions) {
        return new TopicSpec(
                name,
                partitions,
                Map.of(
                        "cleanup.policy",
                        "compact",
                        "min.compaction.lag.ms",
                        Long.toString(ASSIGNMENT_LAG.toMillis()),
                        "delete.retention.ms",
                        Long.toString(ASSIGNMENT_LAG.toMillis()),
                        "message.timestamp.type",
                        "LogAppendTime"));
    }

    private static TopicSpec deleted(String name, int partitions, Duration kept) {
        return new TopicSpec(
                name,
                partitions,
                Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", Long.toString(kept.toMillis()),
                        "message.timestamp.type", "LogAppendTime"));
    }
}
