package dev.portreach.probe.agent;

import dev.portreach.contracts.trust.BindGuard;
import dev.portreach.probe.identity.AgentIdentity;
import dev.portreach.probe.identity.Enrolment;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent within Quarkus: made of the configuration at start, closed at stop. */
@ApplicationScoped
public class AgentService {

    private static final Logger LOG = LoggerFactory.getLogger(AgentService.class);

    private final AgentConfig config;
    private final Map<String, Object> kafka;
    private final MeterRegistry registry;
    private final String version;
    private final String host;
    private ProbeAgent agent;
    private Thread enrolment;

    AgentService(
            AgentConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.application.version") String version,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        this.config = config;
        this.kafka = kafka;
        this.registry = registry;
        this.version = version;
        this.host = host;
    }

    void start(@Observes StartupEvent event) {
        BindGuard.require("probe-service", host, false, config.insecure());
        AgentSettings settings = AgentSettings.of(config, version);
        AgentIdentity identity = AgentIdentity.load(
                config.stateDir(), config.site(), config.agent().id());
        LOG.info("agent {} with public key {}", identity, identity.publicKey());
        if (settings.allowed().networks().isEmpty()) {
            LOG.warn("portreach.allowed-networks is empty: nothing will be probed");
        }
        MicrometerMeters meters = new MicrometerMeters(registry);
        agent = new ProbeAgent(settings, identity, lean(kafka), meters);
        meters.bind(agent);
        agent.start();
        Optional<URI> catalog = config.enrolment().url();
        if (catalog.isPresent()) {
            enrolment = new Thread(
                    new Enrolment(identity, catalog.get(), config.enrolment().authorization()), "enrolment");
            enrolment.setDaemon(true);
            enrolment.start();
        } else {
            LOG.info("portreach.enrolment.url is not set: register id and public key with the catalog by hand");
        }
    }

    /**
     * The clients' settings, without what they would tell JMX and the broker of themselves unless somebody wants it: hundreds
     * of classes in a process that should be small.
     */
    private static Map<String, Object> lean(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putIfAbsent("metric.reporters", "");
        settings.putIfAbsent("enable.metrics.push", "false");
        return settings;
    }

    void stop(@Observes ShutdownEvent event) {
        if (enrolment != null) {
            enrolment.interrupt();
        }
        if (agent != null) {
            agent.close();
        }
    }

    /** The agent; empty before the start. */
    public Optional<ProbeAgent> agent() {
        return Optional.ofNullable(agent);
    }
}
