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

    private static final int PRIME = 0x01000193; // of FNV-1a; any odd number far from powers of 31

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

    /**
     * That of a list adds 31 times the hash of the word before, and that of a word 31 times what is before its last letter: site
     * 2 with port 11 would be the same as site 1 with port 21, and so on for most keys that end with digits.
     */
    @Override
    public int hashCode() {
        int hash = kind.hashCode();
        for (String value : values) {
            hash = hash * PRIME + value.hashCode();
        }
        return hash;
    }
}
