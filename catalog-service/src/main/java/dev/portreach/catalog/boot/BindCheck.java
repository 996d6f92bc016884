package dev.portreach.catalog.boot;

import dev.portreach.contracts.trust.BindGuard;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start where others could reach REST. It has no credentials of its own: a proxy in front brings them. */
@Singleton
public class BindCheck {

    private final String host;
    private final boolean insecure;

    public BindCheck(
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "portreach.insecure") boolean insecure) {
        this.host = host;
        this.insecure = insecure;
    }

    void atStart(@Observes @Priority(1) StartupEvent event) {
        BindGuard.require("catalog-service", host, false, insecure);
    }
}
