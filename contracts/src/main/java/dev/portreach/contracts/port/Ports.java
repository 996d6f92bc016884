package dev.portreach.contracts.port;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A set of ports, such as {@code 80}, {@code 20020-21020} or {@code 8888-8892,9000}. Ranges are sorted, disjoint and not
 * adjacent, so that equal sets are equal records and print alike.
 *
 * @param ranges sorted, disjoint, never adjacent; empty only for {@link #NONE}
 */
public record Ports(List<PortRange> ranges) {

    public static final Ports NONE = new Ports(List.of());

    /** In the place of ports where the protocol is ICMP, as in other tools: 0. */
    public static final Ports ECHO = Ports.of(0);

    private static final Pattern ITEM = Pattern.compile("\\s*(\\d{1,5})\\s*(?:-\\s*(\\d{1,5})\\s*)?");
    private static final int MAX_TEXT = 4_096;

    public Ports {
        ranges = List.copyOf(ranges);
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i).first() <= ranges.get(i - 1).last() + 1) {
                throw new InvalidPortsException("ranges %s and %s overlap, touch or are out of order"
                        .formatted(ranges.get(i - 1), ranges.get(i)));
            }
        }
    }

    /**
     * Reads a list of ports and ranges, separated by commas. Touching ranges are joined; overlapping ones are refused,
     * as one of them is likely a mistake. {@code 0} alone is {@link #ECHO}, which goes with ICMP only: whoever knows the
     * protocol checks that.
     *
     * @throws InvalidPortsException naming the wrong item
     */
    @JsonCreator
    public static Ports parse(String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidPortsException("no ports given; write for example 80 or 20020-21020 or 8888-8892,9000");
        }
        if (text.length() > MAX_TEXT) {
            throw new InvalidPortsException("port list is longer than %d characters".formatted(MAX_TEXT));
        }
        if (text.equals("0")) {
            return ECHO;
        }
        List<PortRange> ranges = Arrays.stream(text.split(",", -1))
                .map(Ports::parseItem)
                .sorted()
                .toList();
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i).first() <= ranges.get(i - 1).last()) {
                throw new InvalidPortsException("%s and %s overlap".formatted(ranges.get(i - 1), ranges.get(i)));
            }
        }
        return normalised(ranges);
    }

    /** One port as a number: what YAML takes {@code 80} for. */
    @JsonCreator
    static Ports ofNumber(int port) {
        return parse(Integer.toString(port));
    }

    private static PortRange parseItem(String item) {
        Matcher matcher = ITEM.matcher(item);
        if (!matcher.matches()) {
            throw new InvalidPortsException("\"%s\" is neither a port nor a range".formatted(printable(item)));
        }
        int first = Integer.parseInt(matcher.group(1));
        if (first == 0) {
            throw PortRange.notAPort(first);
        }
        return matcher.group(2) == null
                ? PortRange.of(first)
                : new PortRange(first, Integer.parseInt(matcher.group(2)));
    }

    private static String printable(String item) {
        String cut = item.length() > 40 ? item.substring(0, 40) + "…" : item;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    /** The set of one port, which is what most checks have. */
    public static Ports of(int port) {
        return new Ports(List.of(PortRange.of(port)));
    }

    public static Ports of(int... ports) {
        return ofRanges(Arrays.stream(ports).mapToObj(PortRange::of).toList());
    }

    /** The union of the ranges, which may overlap. */
    public static Ports ofRanges(Collection<PortRange> ranges) {
        return normalised(ranges.stream().sorted().toList());
    }

    /** The union of ports given in any order. */
    public static Ports ofStream(IntStream ports) {
        return normalised(ports.sorted().distinct().mapToObj(PortRange::of).toList());
    }

    private static Ports normalised(List<PortRange> sorted) {
        List<PortRange> joined = new ArrayList<>();
        for (PortRange next : sorted) {
            PortRange previous = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (previous != null && next.first() <= previous.last() + 1) {
                joined.set(joined.size() - 1, new PortRange(previous.first(), Math.max(previous.last(), next.last())));
            } else {
                joined.add(next);
            }
        }
        return new Ports(joined);
    }

    public int size() {
        int size = 0;
        for (int i = 0; i < ranges.size(); i++) { // asked for at every probe: without an iterator
            size += ranges.get(i).size();
        }
        return size;
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public boolean contains(int port) {
        return ranges.stream().anyMatch(range -> range.contains(port));
    }

    public boolean containsAll(Ports others) {
        return others.minus(this).isEmpty();
    }

    public boolean intersects(Ports others) {
        return ranges.stream().anyMatch(mine -> others.ranges.stream()
                .anyMatch(theirs -> mine.first() <= theirs.last() && theirs.first() <= mine.last()));
    }

    public IntStream stream() {
        return ranges.size() == 1 ? ranges.get(0).stream() : ranges.stream().flatMapToInt(PortRange::stream);
    }

    public Ports plus(Ports others) {
        List<PortRange> all = new ArrayList<>(ranges);
        all.addAll(others.ranges);
        return ofRanges(all);
    }

    public Ports minus(Ports others) {
        List<PortRange> left = new ArrayList<>();
        for (PortRange range : ranges) {
            int from = range.first();
            for (PortRange cut : others.ranges) {
                if (cut.last() < from || cut.first() > range.last()) {
                    continue;
                }
                if (cut.first() > from) {
                    left.add(new PortRange(from, cut.first() - 1));
                }
                from = cut.last() + 1;
            }
            if (from <= range.last()) {
                left.add(new PortRange(from, range.last()));
            }
        }
        return new Ports(left);
    }

    /** As people write it: {@code 8888-8892,9000}; reading it back gives an equal set. */
    @JsonValue
    @Override
    public String toString() {
        return ranges.size() == 1
                ? ranges.get(0).toString()
                : ranges.stream().map(PortRange::toString).collect(Collectors.joining(","));
    }
}
