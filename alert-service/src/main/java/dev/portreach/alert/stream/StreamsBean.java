package dev.portreach.alert.stream;

import dev.portreach.alert.startup.TopicsConfig;
import dev.portreach.contracts.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Starts and stops detection with the service, and tells whether it runs. */
@Readiness
@ApplicationScoped
public class StreamsBean implements HealthCheck {

    private final boolean enabled;
    private final StreamsRunner runner;

    public StreamsBean(
            StreamsSetup setup,
            TopicsConfig topics,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            MeterRegistry registry) {
        String applicationId = setup.applicationId().orElse(topics.prefix() + "-alert");
        StreamsSettings settings = new StreamsSettings(
                broker,
                applicationId,
                setup.instanceId().orElseGet(() -> applicationId + "-" + hostName()),
                setup.stateDir(),
                setup.threads(),
                setup.commitInterval(),
                setup.sessionTimeout(),
                setup.transactionTimeout(),
                topics.replicationFactor());
        this.enabled = setup.enabled();
        this.runner = new StreamsRunner(
                settings, new Topics(topics.prefix()), topics.partitions(), new StreamMetrics(registry));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            runner.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (enabled) {
            runner.close();
        }
    }

    /** {@code RUNNING}, {@code off}, or what it does or waits for. */
    public String state() {
        return enabled ? runner.status() : "off";
    }

    public DetectionProgress progress() {
        return runner.progress();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("detection")
                .status(!enabled || runner.isRunning())
                .withData("state", state())
                .withData("tasks", runner.tasks())
                .build();
    }
}
