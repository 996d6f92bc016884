package dev.portreach.alert.stream;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Entries of a store by the beginning of their keys. */
final class Rows {

    private Rows() {}

    static List<KeyValue<String, byte[]>> startingWith(KeyValueStore<String, byte[]> store, String prefix) {
        List<KeyValue<String, byte[]>> rows = new ArrayList<>();
        try (StringSerializer serializer = new StringSerializer();
                KeyValueIterator<String, byte[]> found = store.prefixScan(prefix, serializer)) {
            found.forEachRemaining(rows::add);
        }
        return rows;
    }

    static <T> List<T> read(KeyValueStore<String, byte[]> store, String prefix, Class<T> type) {
        return startingWith(store, prefix).stream()
                .map(row -> Json.read(row.value, type))
                .toList();
    }

    static int delete(KeyValueStore<String, byte[]> store, String prefix) {
        List<KeyValue<String, byte[]>> rows = startingWith(store, prefix);
        rows.forEach(row -> store.delete(row.key));
        return rows.size();
    }
}
