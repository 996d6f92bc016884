package dev.portreach.probe.agent;

import dev.portreach.contracts.result.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What Prometheus can read of an agent. */
final class MicrometerMeters implements ProbeAgent.AgentMeters {

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> probes = new EnumMap<>(Outcome.class);
    private final Timer lag;

    MicrometerMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.UNRECOGNISED) {
                probes.put(
                        outcome,
                        Counter.builder("portreach.probes")
                                .description("Ports probed")
                                .tag("outcome", outcome.wireName())
                                .register(registry));
            }
        }
        lag = Timer.builder("portreach.schedule.lag")
                .description("How late rounds of probes were started; the maximum is of the last minutes")
                .register(registry);
    }

    void bind(ProbeAgent agent) {
        gauge("portreach.probes.in.flight", "Connects under way", agent, ProbeAgent::inFlight);
        gauge("portreach.responder.ports", "Ports listened at for challenges", agent, ProbeAgent::listening);
        gauge("portreach.checks", "Checks being probed", agent, it -> it.heartbeat()
                .checks());
        gauge("portreach.check.problems", "Entries of the assignment that are not probed", agent, it -> it.heartbeat()
                .problems()
                .size());
        gauge("portreach.assignment.revision", "Revision in force, 0 if none", agent, it -> it.heartbeat()
                .revision());
        gauge("portreach.spool.batches", "Batches that the broker does not have yet", agent, it -> it.heartbeat()
                .spooledBatches());
        gauge("portreach.spool.bytes", "Their size", agent, it -> it.heartbeat().spooledBytes());
        gauge(
                "portreach.clock.offset.seconds",
                "What is added to this machine's clock",
                agent,
                it -> it.heartbeat().clockOffsetMillis() / 1_000.0);
        FunctionCounter.builder(
                        "portreach.spool.dropped", agent, it -> it.heartbeat().droppedBatches())
                .description("Batches given up")
                .register(registry);
        FunctionCounter.builder(
                        "portreach.spool.thinned", agent, it -> it.heartbeat().droppedObservations())
                .description("Observations left out of waiting batches, as their neighbours say the same")
                .register(registry);
        gauge(
                "portreach.spool.fault",
                "1 while the disk does not take batches",
                agent,
                it -> it.spoolFault().isPresent() ? 1 : 0);
    }

    private void gauge(String name, String description, ProbeAgent agent, ToDoubleFunction<ProbeAgent> value) {
        Gauge.builder(name, agent, value).description(description).register(registry);
    }

    @Override
    public void probed(Outcome outcome) {
        probes.get(outcome).increment();
    }

    @Override
    public void started(long millis) {
        lag.record(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void deadLetter(String topic, String reason) {
        Counter.builder("portreach.dead.letters")
                .description("Records that could not be read")
                .tag("topic", topic)
                .tag("reason", reason)
                .register(registry)
                .increment();
    }
}
