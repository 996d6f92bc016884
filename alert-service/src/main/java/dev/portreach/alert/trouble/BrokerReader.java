package dev.portreach.alert.trouble;

import dev.portreach.alert.startup.TopicsConfig;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker what waits, what was put aside and what room is left. */
@ApplicationScoped
class BrokerReader {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String DEAD_LETTERS = ".dlq";

    private final String prefix;
    private final Map<String, Object> settings;
    private Admin admin;

    BrokerReader(TopicsConfig topics, @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.prefix = topics.prefix();
        this.settings = new HashMap<>(broker);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "alert-self-watch");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
    }

    /** Empty if it does not answer. */
    synchronized Optional<Readings.Broker> read() {
        try {
            if (admin == null) {
                admin = Admin.create(settings);
            }
            return Optional.of(new Readings.Broker(lag(), deadLetters(), free()));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Map<String, Long> lag() throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, ListConsumerGroupOffsetsSpec> ours =
                of(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
                        .map(GroupListing::groupId)
                        .filter(group -> group.startsWith(prefix + "-alert"))
                        .collect(Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, OffsetAndMetadata>> read =
                of(admin.listConsumerGroupOffsets(ours).all());
        Map<TopicPartition, Long> ends = ends(read.values().stream()
                .flatMap(offsets -> offsets.keySet().stream())
                .toList());
        return read.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> waiting(each.getValue(), ends)));
    }

    private static long waiting(Map<TopicPartition, OffsetAndMetadata> read, Map<TopicPartition, Long> ends) {
        return read.entrySet().stream()
                .filter(each -> each.getValue() != null)
                .mapToLong(each -> Math.max(
                        0,
                        ends.getOrDefault(each.getKey(), 0L) - each.getValue().offset()))
                .sum();
    }

    private Map<String, Long> deadLetters() throws ExecutionException, InterruptedException, TimeoutException {
        List<String> topics = of(admin.listTopics().names()).stream()
                .filter(topic -> topic.startsWith(prefix + ".") && topic.endsWith(DEAD_LETTERS))
                .toList();
        Map<TopicPartition, Long> ends = ends(of(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(BrokerReader::partitions)
                .toList());
        return ends.entrySet().stream()
                .collect(Collectors.groupingBy(
                        each -> each.getKey().topic(), Collectors.summingLong(Map.Entry::getValue)));
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(each -> new TopicPartition(topic.name(), each.partition()));
    }

    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked = partitions.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        return of(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> offset(each.getValue())));
    }

    private static long offset(ListOffsetsResultInfo info) {
        return info.offset();
    }

    /** Of disks whose broker says how large they are. */
    private Map<String, Double> free() throws ExecutionException, InterruptedException, TimeoutException {
        List<Integer> brokers =
                of(admin.describeCluster().nodes()).stream().map(Node::id).toList();
        Map<String, Double> free = new HashMap<>();
        of(admin.describeLogDirs(brokers).allDescriptions()).forEach((broker, disks) -> disks.values().stream()
                .filter(disk -> disk.totalBytes().orElse(0) > 0)
                .mapToDouble(BrokerReader::share)
                .min()
                .ifPresent(least -> free.put("broker " + broker, least)));
        return free;
    }

    private static double share(LogDirDescription disk) {
        return disk.usableBytes().orElse(0) / (double) disk.totalBytes().orElse(1);
    }

    private static <T> T of(KafkaFuture<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
