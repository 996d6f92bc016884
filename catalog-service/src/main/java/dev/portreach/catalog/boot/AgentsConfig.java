package dev.portreach.catalog.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What agents at sites are told to connect to, and may: for firewall requests, which name it. */
@ConfigMapping(prefix = "portreach.agents")
public interface AgentsConfig {

    /**
     * Kafka's brokers as sites reach them, {@code host:port}, separated by commas; every broker's advertised address.
     * Without it, the brokers that this service itself was told.
     */
    Optional<String> brokers();

    /** Base URL at which agents enrol, as sites reach it. */
    Optional<String> catalog();

    /** New ports at one address that an agent tries a second: what agents are given as their own setting. */
    @WithDefault("3")
    int portsPerSecond();
}
