package dev.portreach.alert.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a request is made. */
@ConfigMapping(prefix = "portreach.webhook")
public interface WebhookConfig {

    /** How long a receiver may take to answer, resolving and connecting included. */
    @WithDefault("PT5S")
    Duration timeout();

    /** Private and loopback networks that webhooks may go to, as addresses or CIDRs. */
    Optional<List<String>> allowedNetworks();
}
