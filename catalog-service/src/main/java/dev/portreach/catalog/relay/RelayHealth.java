package dev.portreach.catalog.relay;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows the relay beside readiness, without deciding it: edits are taken while Kafka is away, and published after. */
@Readiness
@Singleton
class RelayHealth implements HealthCheck {

    private final RelayState state;

    RelayHealth(RelayState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        String trouble = state.trouble();
        return HealthCheckResponse.named("assignment relay")
                .up()
                .withData("pending", state.pending())
                .withData("kafka", trouble.isEmpty() ? "ok" : trouble)
                .build();
    }
}
