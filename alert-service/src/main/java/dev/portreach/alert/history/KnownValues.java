package dev.portreach.alert.history;

import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which values are stored for certain, as far as this process remembers: what is not among them is stored again. */
final class KnownValues {

    private static final int MOST = 100_000;

    private final Map<ValueStore.Key, Boolean> values = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Month> months = new HashSet<>();

    synchronized boolean contains(ValueStore.Key key) {
        return values.get(key) != null;
    }

    /** Whether a value of that month is or was among them: then it has its partitions. */
    synchronized boolean hasMonth(Month month) {
        return months.contains(month);
    }

    /** To be called once they are committed. */
    synchronized void add(Collection<ValueStore.Key> stored) {
        stored.forEach(key -> {
            values.put(key, Boolean.TRUE);
            months.add(Month.of(key.monthAt()));
        });
        Iterator<ValueStore.Key> eldest = values.keySet().iterator();
        while (values.size() > MOST) {
            eldest.next();
            eldest.remove();
        }
    }
}
