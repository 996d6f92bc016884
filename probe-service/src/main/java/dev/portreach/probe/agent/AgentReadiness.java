package dev.portreach.probe.agent;

import dev.portreach.contracts.result.Heartbeat;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready as soon as it runs: to wait for an assignment, or to work with Kafka away, is legitimate. Details as data. */
@Readiness
@ApplicationScoped
public class AgentReadiness implements HealthCheck {

    private final AgentService service;

    AgentReadiness(AgentService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("agent");
        return service.agent()
                .map(agent -> describe(response, agent).up().build())
                .orElseGet(() -> response.down().build());
    }

    private static HealthCheckResponseBuilder describe(HealthCheckResponseBuilder response, ProbeAgent agent) {
        Heartbeat now = agent.heartbeat();
        response.withData("agent", agent.identity().toString())
                .withData("epoch", now.epoch())
                .withData("revision", now.revision())
                .withData("checks", now.checks())
                .withData("problems", now.problems().size())
                .withData("spooledBatches", now.spooledBatches())
                .withData("droppedBatches", now.droppedBatches())
                .withData("droppedObservations", now.droppedObservations())
                .withData("brokerConnected", agent.isConnected())
                .withData("brokerAnswers", agent.isAnswered());
        agent.spoolFault().ifPresent(fault -> response.withData("spoolFault", fault));
        return response;
    }
}
