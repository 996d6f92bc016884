package dev.portreach.alert.startup;

import dev.portreach.contracts.event.TopicMismatchException;
import dev.portreach.contracts.event.TopicProvisioner;
import dev.portreach.contracts.event.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Makes sure of the topics in the background, for as long as it takes: a missing broker delays, but does not kill. */
@ApplicationScoped
public class TopicSetup {

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 500;

    private final TopicsConfig config;
    private final Map<String, Object> settings;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile String problem = "not yet verified";
    private volatile Thread worker;

    TopicSetup(TopicsConfig config, @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.config = config;
        this.settings = new HashMap<>(broker);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "alert-topics");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    }

    /** Completes when every topic is there, with leaders. */
    public CompletionStage<Void> ready() {
        return ready.minimalCompletionStage();
    }

    boolean isReady() {
        return ready.isDone();
    }

    String problem() {
        return problem;
    }

    void start(@Observes StartupEvent event) {
        worker = new Thread(this::work, "topic-setup");
        worker.setDaemon(true);
        worker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        Thread thread = worker;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void work() {
        try {
            while (!attempt()) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt() throws InterruptedException {
        try (Admin admin = Admin.create(settings)) {
            new TopicProvisioner(admin, config.replicationFactor())
                    .ensure(new Topics(config.prefix()).all(config.partitions()), PATIENCE);
            ready.complete(null);
            LOG.infof("Topics under %s are ready", config.prefix());
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException | TopicMismatchException e) {
            report(e);
            return false;
        }
    }

    private void report(Exception e) {
        String now = String.valueOf(e.getMessage());
        if (!now.equals(problem)) {
            LOG.warnf("Topics are not ready: %s", now);
        }
        problem = now;
    }
}
