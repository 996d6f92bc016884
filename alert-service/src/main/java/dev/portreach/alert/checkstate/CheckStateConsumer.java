package dev.portreach.alert.checkstate;

import dev.portreach.alert.intake.Consumers;
import dev.portreach.alert.intake.DeadLetterWriter;
import dev.portreach.alert.intake.Intake;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.state.CheckState;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads {@code check-states}. */
@ApplicationScoped
public class CheckStateConsumer {

    private final Intake<CheckState> intake;

    CheckStateConsumer(Consumers consumers, DeadLetterWriter deadLetters, CheckStateStore store) {
        this.intake = new Intake<>(
                new EventCodec<>(EventType.CHECK_STATE),
                consumers.add("check-states"),
                deadLetters.besideTheStream(),
                store::store);
    }

    @Incoming("check-states")
    @Blocking
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        intake.take(records);
    }
}
