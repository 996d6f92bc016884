package dev.portreach.alert.agent;

import dev.portreach.alert.intake.Consumers;
import dev.portreach.alert.intake.DeadLetterWriter;
import dev.portreach.alert.intake.Intake;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.state.AgentState;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads {@code agent-states}. */
@ApplicationScoped
public class AgentStateConsumer {

    private final Intake<AgentState> intake;

    AgentStateConsumer(Consumers consumers, DeadLetterWriter deadLetters, AgentStateStore store) {
        this.intake = new Intake<>(
                new EventCodec<>(EventType.AGENT_STATE),
                consumers.add("agent-states"),
                deadLetters.besideTheStream(),
                store::store);
    }

    @Incoming("agent-states")
    @Blocking
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        intake.take(records);
    }
}
