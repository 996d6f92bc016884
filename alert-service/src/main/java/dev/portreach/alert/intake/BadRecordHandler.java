package dev.portreach.alert.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What happens to a record that cannot be read or stored. */
@FunctionalInterface
public interface BadRecordHandler {

    /**
     * @param reason one word
     * @param cause one line for people
     */
    void handle(ConsumerRecord<byte[], byte[]> source, String reason, String cause);
}
