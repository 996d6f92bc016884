package dev.portreach.catalog.pack.file;

import dev.portreach.contracts.WireName;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in cells of vendors' tables. Each method says in its exception what to write instead. */
final class CsvWords {

    private static final Set<String> DYNAMIC = Set.of("dynamic", "random", "rpc dynamic");
    private static final Set<List<String>> ECHO = Set.of(List.of("icmp"), List.of("icmp", "echo"));
    private static final Set<String> JOINS = Set.of("and", "or", "both");

    private CsvWords() {}

    /** {@code TCP}, or {@code TCP/UDP}, {@code tcp and udp} for both; {@code ICMP} or {@code ICMP echo} by itself. */
    static List<Protocol> protocols(String cell) {
        List<String> words = words(cell, "[^a-z0-9]+").stream()
                .filter(word -> !JOINS.contains(word))
                .toList();
        if (ECHO.contains(words)) {
            return List.of(Protocol.ICMP);
        }
        if (words.contains(Protocol.ICMP.wireName())) {
            throw new IllegalArgumentException("has icmp beside others, which have ports; give it a line of its own");
        }
        List<Protocol> protocols = Stream.of(Protocol.TCP, Protocol.UDP)
                .filter(protocol -> words.contains(protocol.wireName()))
                .toList();
        if (protocols.isEmpty() || protocols.size() != words.stream().distinct().count()) {
            throw new IllegalArgumentException("is not a protocol; write TCP, UDP, TCP/UDP or ICMP");
        }
        return protocols;
    }

    /** {@code inbound}, {@code outbound}, or {@code both}. */
    static List<Direction> directions(String cell) {
        String text = cell.toLowerCase(Locale.ROOT).replaceAll("\\bonly\\b", "").strip();
        return switch (text) {
            case "inbound", "in", "incoming" -> List.of(Direction.INBOUND);
            case "outbound", "out", "outgoing" -> List.of(Direction.OUTBOUND);
            case "both", "bidirectional", "in/out", "inbound/outbound", "inbound and outbound" ->
                List.of(Direction.INBOUND, Direction.OUTBOUND);
            default -> throw new IllegalArgumentException("is not a direction; write inbound, outbound or both");
        };
    }

    static boolean isDynamic(String cell) {
        return DYNAMIC.contains(cell.toLowerCase(Locale.ROOT).strip());
    }

    /** Ports with the dashes, semicolons and words of printed tables. */
    static Ports ports(String cell) {
        return Ports.parse(cell.replaceAll("(?i)\\s+to\\s+", "-")
                .replaceAll("[\u2010-\u2015\u2212]", "-")
                .replace(';', ','));
    }

    static boolean yes(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT).strip()) {
            case "yes", "y", "true" -> true;
            case "no", "n", "false" -> false;
            default -> throw new IllegalArgumentException("is neither yes nor no");
        };
    }

    static Duration duration(String cell) {
        try {
            return Duration.parse(cell.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is not an ISO 8601 duration; write for example PT30S", e);
        }
    }

    static <E extends Enum<E>> E word(Class<E> type, String cell) {
        String wanted = cell.toLowerCase(Locale.ROOT).strip().replace(' ', '-');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> !constant.name().equals("UNRECOGNISED"))
                .filter(constant -> WireName.of(constant).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Arrays.stream(type.getEnumConstants())
                        .filter(constant -> !constant.name().equals("UNRECOGNISED"))
                        .map(WireName::of)
                        .collect(Collectors.joining(", ", "is not one of ", ""))));
    }

    /**
     * An id out of words for people: {@code Interplay Engine} gives {@code interplay-engine}. Words of digits alone are
     * left out, as they are ports.
     *
     * @return empty if nothing is left
     */
    static String slug(String text, int maxWords) {
        String slug = words(text, "[^a-z0-9]+").stream()
                .filter(word -> !word.matches("\\d+"))
                .limit(maxWords)
                .collect(Collectors.joining("-"));
        return slug.length() > 40 ? slug.substring(0, 40).replaceAll("-+$", "") : slug;
    }

    private static List<String> words(String text, String separator) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split(separator))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
