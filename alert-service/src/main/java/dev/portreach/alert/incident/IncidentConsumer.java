package dev.portreach.alert.incident;

import dev.portreach.alert.intake.Consumers;
import dev.portreach.alert.intake.DeadLetterWriter;
import dev.portreach.alert.intake.Intake;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.incident.Incident;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads {@code incidents}. */
@ApplicationScoped
public class IncidentConsumer {

    private final Intake<Incident> intake;

    IncidentConsumer(Consumers consumers, DeadLetterWriter deadLetters, IncidentStore store) {
        this.intake = new Intake<>(
                new EventCodec<>(EventType.INCIDENT), consumers.add("incidents"), deadLetters, store::store);
    }

    @Incoming("incidents")
    @Blocking
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        intake.take(records);
    }
}
