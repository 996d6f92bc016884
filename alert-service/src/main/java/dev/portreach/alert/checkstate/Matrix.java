package dev.portreach.alert.checkstate;

import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sites and components, and how they stand to each other.
 *
 * @param at the instant that was asked for; absent for now
 * @param sites sites whose access is proven
 * @param cells only where there are checks
 */
public record Matrix(Instant at, List<String> sites, List<Component> components, List<Cell> cells) {

    /** A column. */
    public record Component(String id, String name) {}

    /**
     * @param verdict worst of what is known; unknown if nothing is
     * @param counts checks by verdict; verdicts without checks are left out
     */
    public record Cell(String site, String component, Verdict verdict, long total, Map<Verdict, Long> counts) {}

    /** Number of checks with one verdict in one cell. */
    public record Count(String site, String component, String componentName, Verdict verdict, long checks) {}

    private record Place(String site, String component) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int bySite = site.compareTo(other.site);
            return bySite != 0 ? bySite : component.compareTo(other.component);
        }
    }

    static Matrix of(Instant at, List<Count> counts) {
        TreeSet<String> sites = new TreeSet<>();
        TreeMap<String, Component> components = new TreeMap<>();
        TreeMap<Place, Map<Verdict, Long>> cells = new TreeMap<>();
        for (Count count : counts) {
            sites.add(count.site());
            String name = count.componentName() == null ? count.component() : count.componentName();
            components.put(count.component(), new Component(count.component(), name));
            cells.computeIfAbsent(new Place(count.site(), count.component()), place -> new EnumMap<>(Verdict.class))
                    .merge(count.verdict(), count.checks(), Long::sum);
        }
        List<Cell> shown = cells.entrySet().stream()
                .map(cell -> new Cell(
                        cell.getKey().site(),
                        cell.getKey().component(),
                        Worst.of(cell.getValue().keySet()),
                        cell.getValue().values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        cell.getValue()))
                .toList();
        return new Matrix(at, List.copyOf(sites), List.copyOf(components.values()), shown);
    }
}
