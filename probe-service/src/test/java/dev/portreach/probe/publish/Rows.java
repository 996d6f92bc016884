package dev.portreach.probe.publish;

import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What history makes of observations: maximal chains that say the same, each linked to the one before. */
final class Rows {

    /** A row, without the times of answers. */
    record Row(long from, long to, Long previousAt, String address, List<Run> runs) {}

    private Rows() {}

    /** By check; the observations are of one epoch, in any order. */
    static Map<String, List<Row>> of(String epoch, List<Observation> observations) {
        Map<String, List<Row>> byCheck = new TreeMap<>();
        observations.stream()
                .sorted(Comparator.comparingLong(Observation::at))
                .forEach(observation -> add(
                        byCheck.computeIfAbsent(epoch + " " + observation.check(), check -> new ArrayList<>()),
                        observation));
        return byCheck;
    }

    private static void add(List<Row> rows, Observation next) {
        List<Run> runs = next.runs().stream()
                .map(run -> new Run(run.ports(), run.outcome(), run.proof(), null, run.detail()))
                .toList();
        Row last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
        boolean joins = last != null
                && next.previousAt() != null
                && next.previousAt() == last.to()
                && last.address().equals(next.address())
                && last.runs().equals(runs);
        if (joins) {
            rows.set(rows.size() - 1, new Row(last.from(), next.at(), last.previousAt(), last.address(), runs));
        } else {
            rows.add(new Row(next.at(), next.at(), next.previousAt(), next.address(), runs));
        }
    }
}
