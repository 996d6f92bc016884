package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.CauseKind;
import java.util.Comparator;
import java.util.List;

/**
 * What all members of a group share.
 *
 * @param values in the order of the grouping's words
 */
record GroupKey(CauseKind kind, List<String> values) {

    static final Comparator<GroupKey> ORDER = Comparator.comparing(GroupKey::kind)
            .thenComparing(GroupKey::values, (a, b) -> {
                for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
                    int order = a.get(i).compareTo(b.get(i));
                    if (order != 0) {
                        return order;
                    }
                }
                return Integer.compare(a.size(), b.size());
            });

    GroupKey {
        values = List.copyOf(values);
    }
}
