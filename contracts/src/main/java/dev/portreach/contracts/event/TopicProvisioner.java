package dev.portreach.contracts.event;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates missing topics, verifies the ones that are there, and waits until every partition has a leader: producing
 * right after creation can lose records despite idempotence (KAFKA-15591).
 */
public final class TopicProvisioner {

    private final Admin admin;
    private final Optional<Short> replicationFactor;

    /** @param replicationFactor of topics made here; empty for the broker's default */
    public TopicProvisioner(Admin admin, Optional<Short> replicationFactor) {
        this.admin = admin;
        this.replicationFactor = replicationFactor;
    }

    /**
     * Makes sure that the topics are there, as specified, with leaders.
     *
     * @throws TopicMismatchException if a topic has another number of partitions: it is never changed here
     * @throws TimeoutException if the broker does not answer, or leaders are missing, within {@code patience}
     */
    public void ensure(Collection<TopicSpec> specs, Duration patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + patience.toNanos();
        create(specs, deadline);
        while (!haveLeaders(specs, deadline)) {
            if (System.nanoTime() >= deadline) {
                throw new TimeoutException("no leader for every partition of " + names(specs));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void create(Collection<TopicSpec> specs, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<NewTopic> topics = specs.stream()
                .map(spec -> new NewTopic(spec.name(), Optional.of(spec.partitions()), replicationFactor)
                        .configs(spec.config()))
                .toList();
        for (var future : admin.createTopics(topics).values().values()) {
            try {
                future.get(left(deadline), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private boolean haveLeaders(Collection<TopicSpec> specs, long deadline)
            throws InterruptedException, TimeoutException {
        Map<String, TopicDescription> described;
        try {
            described = admin.describeTopics(names(specs)).allTopicNames().get(left(deadline), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            return false; // just created, not yet known to the broker that answered
        }
        for (TopicSpec spec : specs) {
            TopicDescription topic = described.get(spec.name());
            if (topic.partitions().size() != spec.partitions()) {
                throw new TopicMismatchException(spec, topic.partitions().size());
            }
        }
        return described.values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition ->
                        partition.leader() != null && !partition.leader().isEmpty());
    }

    private static List<String> names(Collection<TopicSpec> specs) {
        return specs.stream().map(TopicSpec::name).collect(Collectors.toList());
    }

    private static long left(long deadline) {
        return Math.max(1, deadline - System.nanoTime());
    }
}
