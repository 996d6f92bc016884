package dev.portreach.alert.startup;

import dev.portreach.contracts.trust.BindGuard;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start where others could reach an unprotected API. */
@ApplicationScoped
public class BindCheck {

    private final String host;
    private final boolean insecure;

    BindCheck(
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "portreach.insecure", defaultValue = "false") boolean insecure) {
        this.host = host;
        this.insecure = insecure;
    }

    void check(@Observes StartupEvent event) {
        BindGuard.require("alert-service", host, false, insecure);
    }
}
