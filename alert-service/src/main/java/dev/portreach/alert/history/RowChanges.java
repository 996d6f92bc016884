package dev.portreach.alert.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch of observations changes in the stored rows. Apply deletions first, then updates, then insertions: a row
 * may move to where a merged one began.
 *
 * @param late observations that came after a younger one of their chain
 */
public record RowChanges(List<Long> deletions, List<Row> updates, List<Row> insertions, int duplicates, int late) {

    /**
     * @param neighbours stored rows of the batch's chains: those around and between its observations, at least
     * @param batch in any order
     */
    public static RowChanges plan(List<Row> neighbours, List<Judged> batch) {
        Map<ChainKey, List<Row>> rowsByKey = new HashMap<>();
        neighbours.forEach(row ->
                rowsByKey.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row));
        Map<ChainKey, IntervalChain> chains = new LinkedHashMap<>();
        int duplicates = 0;
        int late = 0;
        for (Judged judged : batch) {
            IntervalChain chain = chains.computeIfAbsent(
                    judged.key(), key -> new IntervalChain(rowsByKey.getOrDefault(key, List.of())));
            boolean younger = chain.rows().stream().anyMatch(row -> row.from() > judged.at());
            if (!chain.add(judged)) {
                duplicates++;
            } else if (younger) {
                late++;
            }
        }
        return difference(neighbours, chains, duplicates, late);
    }

    private static RowChanges difference(
            List<Row> neighbours, Map<ChainKey, IntervalChain> chains, int duplicates, int late) {
        Map<Long, Row> stored = new HashMap<>();
        neighbours.forEach(row -> stored.put(row.id(), row));
        Set<Long> kept = new HashSet<>();
        List<Row> updates = new ArrayList<>();
        List<Row> insertions = new ArrayList<>();
        for (IntervalChain chain : chains.values()) {
            for (Row row : chain.rows()) {
                if (row.id() == null) {
                    insertions.add(row);
                } else {
                    kept.add(row.id());
                    if (!row.equals(stored.get(row.id()))) {
                        updates.add(row);
                    }
                }
            }
        }
        List<Long> deletions = neighbours.stream()
                .filter(row -> chains.containsKey(row.key()) && !kept.contains(row.id()))
                .map(Row::id)
                .toList();
        return new RowChanges(deletions, updates, insertions, duplicates, late);
    }
}
