package dev.portreach.probe.agent;

import dev.portreach.contracts.port.InvalidPortsException;
import dev.portreach.contracts.port.Ports;
import dev.portreach.probe.application.Trust;
import dev.portreach.probe.engine.ConnectEngine;
import dev.portreach.probe.network.AllowList;
import dev.portreach.probe.network.Cidr;
import dev.portreach.probe.payload.Payloads;
import dev.portreach.probe.responder.Responder;
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
        int maxUnanswered,
        Duration heartbeatInterval,
        Duration linger,
        Spool.Limits spool,
        ConnectEngine.Settings engine,
        Responder.Settings responder,
        Payloads payloads,
        Trust trust,
        Duration controlInterval,
        String version) {

    private static final int MAX_THREADS = 8;
    private static final Duration MIN_CONTROL_INTERVAL = Duration.ofSeconds(10);

    /** @throws IllegalArgumentException naming the key that is wrong */
    static AgentSettings of(AgentConfig config, String version) {
        requirePositive("portreach.heartbeat.interval", config.heartbeat().interval());
        requirePositive("portreach.results.linger", config.results().linger());
        requirePositive("portreach.spool.max-age", config.spool().maxAge());
        requirePositive("portreach.connects.watch", config.connects().watch());
        if (config.connects().inFlight() < 1) {
            throw new IllegalArgumentException("portreach.connects.in-flight is %d; it must be at least 1"
                    .formatted(config.connects().inFlight()));
        }
        if (config.connects().threads() < 1 || config.connects().threads() > MAX_THREADS) {
            throw new IllegalArgumentException("portreach.connects.threads is %d; it must be within 1 to %d"
                    .formatted(config.connects().threads(), MAX_THREADS));
        }
        return new AgentSettings(
                config.stateDir(),
                config.topics().prefix(),
                AllowList.parse(config.allowedNetworks().orElse("")),
                config.guest().onDemand() == AgentConfig.OnDemand.SAMPLE,
                config.guest().portsPerSecond(),
                config.guest().maxUnanswered(),
                config.heartbeat().interval(),
                config.results().linger(),
                new Spool.Limits(
                        config.spool().maxBytes().asLongValue(), config.spool().maxAge()),
                engine(config.connects(), config.sourceAddress()),
                responder(config.responder()),
                config.payloads().dir().map(Payloads::withFilesOf).orElseGet(Payloads::builtIn),
                config.tls().trustCertificates().map(Trust::read).orElse(Trust.DEFAULT),
                controlInterval(config.guest().controlInterval()),
                version);
    }

    private static ConnectEngine.Settings engine(AgentConfig.Connects connects, Optional<String> source) {
        return new ConnectEngine.Settings(
                connects.inFlight(),
                connects.watch(),
                source.map(text -> literal("portreach.source-address", text)).orElse(null),
                connects.closing(),
                connects.threads());
    }

    private static Responder.Settings responder(AgentConfig.Responder config) {
        try {
            return Responder.Settings.of(
                    config.allowedPorts().map(Ports::parse).orElse(Ports.NONE),
                    config.address()
                            .map(text -> literal("portreach.responder.address", text))
                            .orElse(null));
        } catch (InvalidPortsException e) {
            throw new IllegalArgumentException("portreach.responder.allowed-ports: " + e.getMessage(), e);
        }
    }

    private static InetAddress literal(String key, String text) {
        try {
            if (Cidr.isLiteral(text)) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("%s \"%s\" is not an address".formatted(key, text), e);
        }
        throw new IllegalArgumentException("%s \"%s\" is not an address".formatted(key, text));
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
