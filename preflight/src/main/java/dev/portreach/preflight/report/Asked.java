package dev.portreach.preflight.report;

import dev.portreach.contracts.port.Ports;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Ports that were asked more than once.
 *
 * @param times until they answered, or at all if they never did
 */
public record Asked(Ports ports, int times) {

    /** Those of the ports that were asked again, by how often. */
    static List<Asked> of(SortedMap<Integer, Integer> times) {
        return times.entrySet().stream()
                .filter(port -> port.getValue() > 1)
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, TreeMap::new, Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                .entrySet()
                .stream()
                .map(group -> new Asked(
                        Ports.ofStream(group.getValue().stream().mapToInt(Integer::intValue)), group.getKey()))
                .toList();
    }

    /** For people; empty if nothing was asked again. */
    static String text(List<Asked> all, Ports ports) {
        return all.stream()
                .map(asked -> asked.ports().equals(ports)
                        ? "asked %d times".formatted(asked.times())
                        : "%s asked %d times".formatted(asked.ports(), asked.times()))
                .collect(Collectors.joining(", "));
    }
}
