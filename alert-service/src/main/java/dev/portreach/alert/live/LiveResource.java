package dev.portreach.alert.live;

import dev.portreach.alert.problem.ProblemException;
import dev.portreach.alert.problem.Query;
import dev.portreach.alert.startup.TopicsConfig;
import dev.portreach.contracts.event.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** The live stream over REST. */
@Singleton
@Path("/api/v1/stream")
@Tag(name = "live")
public class LiveResource {

    /** Each holds a thread and a consumer. */
    private static final int MOST_CLIENTS = 50;

    private static final Logger LOG = Logger.getLogger(LiveResource.class);

    private final Topics topics;
    private final Map<String, Object> settings;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, MOST_CLIENTS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), LiveResource::thread);

    LiveResource(TopicsConfig topics, @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.topics = new Topics(topics.prefix());
        this.settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "alert-live");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 18);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Transitions and incidents as they happen; after a break, Last-Event-ID goes on where it was",
            description =
                    "Events are \"incident\" and \"transition\", with the JSON of the topics, and \"gap\" where what"
                            + " came after Last-Event-ID is kept no longer. A comment every 15 s shows that the connection lives.")
    public void stream(
            @Parameter(description = "id of the last event that was taken") @HeaderParam("Last-Event-ID") String last,
            @Parameter(description = "incident or transition; both if absent") @QueryParam("kind") String kind,
            @Parameter(description = "Only what concerns this site") @QueryParam("site") String site,
            @Context SseEventSink sink,
            @Context Sse sse) {
        LiveFilter filter = new LiveFilter(
                Query.oneOf("kind", kind, List.of(LiveFilter.INCIDENT, LiveFilter.TRANSITION)),
                Query.slug("site", site));
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        boolean taken = false;
        try {
            LiveStream stream = new LiveStream(consumer, topics, filter, sse, sink);
            stream.begin(last == null ? null : LivePosition.parse(last));
            threads.execute(() -> serve(stream, consumer, sink));
            taken = true;
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("Last-Event-ID", "is not the id of an event of this stream");
        } catch (KafkaException e) {
            throw unavailable("the broker does not answer");
        } catch (RejectedExecutionException e) {
            throw unavailable("there are %d clients already".formatted(MOST_CLIENTS));
        } finally {
            if (!taken) {
                consumer.close();
            }
        }
    }

    private static ProblemException unavailable(String detail) {
        return new ProblemException(503, "unavailable", "Not available now", detail, List.of());
    }

    private static void serve(LiveStream stream, KafkaConsumer<byte[], byte[]> consumer, SseEventSink sink) {
        try (consumer;
                sink) {
            stream.run();
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("A live stream ended: %s", e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "live");
        thread.setDaemon(true);
        return thread;
    }
}
