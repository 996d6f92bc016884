package dev.portreach.alert.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that could be read.
 *
 * @param key the record's key; empty if it had none
 * @param event what it says; null for a tombstone
 * @param source the record as it came
 */
public record Incoming<T>(String key, T event, ConsumerRecord<byte[], byte[]> source) {

    public boolean isTombstone() {
        return event == null;
    }
}
