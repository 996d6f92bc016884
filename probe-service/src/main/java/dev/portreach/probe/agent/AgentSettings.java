package dev.portreach.probe.agent;

import dev.portreach.probe.application.Trust;
import dev.portreach.probe.engine.ConnectEngine;
import dev.portreach.probe.network.AllowList;
import dev.portreach.probe.network.Cidr;
import dev.portreach.probe.spool.Spool;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The configuration, checked. */
public record AgentSettings(
        Path stateDir,
        String topicPrefix,
        AllowList allowed,
        boolean probeOnDemand,
        double portsPerSecond,
        Duration heartbeatInterval,
        Duration linger,
        Spool.Limits spool,
        ConnectEngine.Settings engine,
        Trust trust,
        Duration controlInterval,
        String version) {

    private static final Duration MIN_CONTROL_INTERVAL = Duration.ofSeconds(10);

    /** @throws IllegalArgumentException naming the key that is wrong */
    static AgentSettings of(AgentConfig config, String version) {
        requirePositive("portreach.heartbeat.interval", config.heartbeat().interval());
        requirePositive("portreach.results.linger", config.results().linger());
        requirePositive("portreach.spool.max-age", config.spool().maxAge());
        return new AgentSettings(
                config.stateDir(),
                config.topics().prefix(),
                AllowList.parse(config.allowedNetworks().orElse("")),
                config.guest().onDemand() == AgentConfig.OnDemand.SAMPLE,
                config.guest().portsPerSecond(),
                config.heartbeat().interval(),
                config.results().linger(),
                new Spool.Limits(
                        config.spool().maxBytes().asLongValue(), config.spool().maxAge()),
                engine(config.sourceAddress()),
                config.tls().trustCertificates().map(Trust::read).orElse(Trust.DEFAULT),
                controlInterval(config.guest().controlInterval()),
                version);
    }

    private static ConnectEngine.Settings engine(Optional<String> source) {
        ConnectEngine.Settings defaults = ConnectEngine.Settings.DEFAULTS;
        return source.map(text -> new ConnectEngine.Settings(defaults.maxInFlight(), defaults.watch(), literal(text)))
                .orElse(defaults);
    }

    private static InetAddress literal(String text) {
        try {
            if (Cidr.isLiteral(text)) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("portreach.source-address \"%s\" is not an address".formatted(text), e);
        }
        throw new IllegalArgumentException("portreach.source-address \"%s\" is not an address".formatted(text));
    }

    private static Duration controlInterval(Duration value) {
        if (!value.isZero() && value.compareTo(MIN_CONTROL_INTERVAL) < 0) {
            throw new IllegalArgumentException("portreach.guest.control-interval is %s; it must be 0s or at least %s"
                    .formatted(value, MIN_CONTROL_INTERVAL));
        }
        return value;
    }

    private static void requirePositive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("%s is %s; it must be positive".formatted(key, value));
        }
    }
}
