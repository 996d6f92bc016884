package dev.portreach.alert.startup;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until the topics are. */
@Readiness
@ApplicationScoped
public class TopicsCheck implements HealthCheck {

    private final TopicSetup setup;

    TopicsCheck(TopicSetup setup) {
        this.setup = setup;
    }

    @Override
    public HealthCheckResponse call() {
        return setup.isReady()
                ? HealthCheckResponse.up("topics")
                : HealthCheckResponse.named("topics")
                        .down()
                        .withData("problem", setup.problem())
                        .build();
    }
}
