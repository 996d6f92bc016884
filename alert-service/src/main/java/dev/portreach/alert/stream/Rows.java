package dev.portreach.alert.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Entries of a store by the beginning of their keys. */
final class Rows {

    private Rows() {}

    static List<KeyValue<String, byte[]>> startingWith(KeyValueStore<String, byte[]> store, String prefix) {
        List<KeyValue<String, byte[]>> rows = new ArrayList<>();
        forEach(store, prefix, rows::add);
        return rows;
    }

    static <T> List<T> read(KeyValueStore<String, byte[]> store, String prefix, Class<T> type) {
        return read(store, prefix, value -> Json.read(value, type));
    }

    static <T> List<T> read(KeyValueStore<String, byte[]> store, String prefix, Function<byte[], T> reader) {
        List<T> values = new ArrayList<>();
        forEach(store, prefix, row -> values.add(reader.apply(row.value)));
        return values;
    }

    static void forEach(KeyValueStore<String, byte[]> store, String prefix, Consumer<KeyValue<String, byte[]>> reader) {
        try (StringSerializer serializer = new StringSerializer();
                KeyValueIterator<String, byte[]> found = store.prefixScan(prefix, serializer)) {
            found.forEachRemaining(reader);
        }
    }

    static int delete(KeyValueStore<String, byte[]> store, String prefix) {
        List<KeyValue<String, byte[]>> rows = startingWith(store, prefix);
        rows.forEach(row -> store.delete(row.key));
        return rows.size();
    }
}
