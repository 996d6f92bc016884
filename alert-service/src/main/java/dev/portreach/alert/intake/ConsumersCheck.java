package dev.portreach.alert.intake;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a consumer holds a batch that it cannot store. */
@Readiness
@ApplicationScoped
public class ConsumersCheck implements HealthCheck {

    private final Consumers consumers;

    ConsumersCheck(Consumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("storing").up();
        for (Persistence consumer : consumers.all()) {
            consumer.trouble().ifPresent(trouble -> response.down()
                    .withData(consumer.name(), "cannot store since %s".formatted(trouble.since())));
        }
        return response.build();
    }
}
