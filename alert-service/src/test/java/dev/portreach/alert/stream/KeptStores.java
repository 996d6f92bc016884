package dev.portreach.alert.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;

/** Stores in memory that begin with what their predecessors held: as a task that is restored, here or elsewhere. */
final class KeptStores {

    private final Map<String, Kept> stores = new HashMap<>();
    private final Map<String, List<KeyValue<Bytes, byte[]>>> contents = new HashMap<>();

    private final class Kept extends InMemoryKeyValueStore {

        Kept(String name) {
            super(name);
        }

        @Override
        public void init(StateStoreContext context, StateStore root) {
            super.init(context, root);
            contents.getOrDefault(name(), List.of()).forEach(entry -> put(entry.key, entry.value));
        }
    }

    /** To be called before a driver is closed. */
    void remember() {
        stores.forEach((name, store) -> {
            List<KeyValue<Bytes, byte[]>> all = new ArrayList<>();
            try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
                entries.forEachRemaining(all::add);
            }
            contents.put(name, all);
        });
    }

    KeyValueBytesStoreSupplier supplier(String name) {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                Kept store = new Kept(name);
                stores.put(name, store);
                return store;
            }

            @Override
            public String metricsScope() {
                return "kept";
            }
        };
    }
}
