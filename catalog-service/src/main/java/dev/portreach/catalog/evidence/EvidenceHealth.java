package dev.portreach.catalog.evidence;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows beside readiness up to when check states are known, without deciding it: all else works without them. */
@Readiness
@Singleton
class EvidenceHealth implements HealthCheck {

    private final CheckStateReader reader;

    EvidenceHealth(CheckStateReader reader) {
        this.reader = reader;
    }

    @Override
    public HealthCheckResponse call() {
        String trouble = reader.trouble();
        return HealthCheckResponse.named("check states")
                .up()
                .withData(
                        "asOf",
                        reader.evidence().map(known -> known.asOf().toString()).orElse("never"))
                .withData("kafka", trouble.isEmpty() ? "ok" : trouble)
                .build();
    }
}
