package dev.portreach.alert.intake;

import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes batches of one topic: reads each record by itself, stores the good ones together, and, if storing fails through
 * a record's own fault, stores them one by one, so that only the bad one is set aside.
 */
public final class Intake<T> {

    /** Reason of a record that can be read, but not stored. */
    static final String UNSTORABLE = "unstorable";

    private final EventCodec<T> codec;
    private final Persistence persistence;
    private final BadRecordHandler bad;
    private final Consumer<List<Incoming<T>>> store;

    /**
     * @param store stores records in one transaction; throws if that fails
     * @param bad gets what cannot be read, or stored through its own fault
     */
    public Intake(
            EventCodec<T> codec, Persistence persistence, BadRecordHandler bad, Consumer<List<Incoming<T>>> store) {
        this.codec = codec;
        this.persistence = persistence;
        this.bad = bad;
        this.store = store;
    }

    /** Returns when every record is stored or set aside; until then it holds the batch. */
    public void take(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        List<Incoming<T>> readable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> source : records) {
            try {
                readable.add(read(source));
            } catch (UnreadableEventException e) {
                bad.handle(source, e.reason(), e.getMessage());
            }
        }
        if (readable.isEmpty()) {
            return;
        }
        try {
            persistence.untilStored(() -> store.accept(readable));
        } catch (UnstorableException e) {
            readable.forEach(this::storeAlone);
        }
    }

    private void storeAlone(Incoming<T> incoming) {
        try {
            persistence.untilStored(() -> store.accept(List.of(incoming)));
        } catch (UnstorableException e) {
            bad.handle(incoming.source(), UNSTORABLE, e.getMessage());
        }
    }

    private Incoming<T> read(ConsumerRecord<byte[], byte[]> source) {
        String key = source.key() == null ? "" : new String(source.key(), StandardCharsets.UTF_8);
        if (key.isEmpty()) {
            throw new UnreadableEventException("no-key", "the record has no key");
        }
        return new Incoming<>(
                key, source.value() == null ? null : codec.read(source.value(), source.headers()), source);
    }
}
