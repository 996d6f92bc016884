package dev.portreach.catalog.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.problem.JsonFaults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A file of items. What is wrong is reported under paths such as {@code sites.yaml[3].sources[0]}, from 0, with line and
 * column; all of it at once, as far as the file can be read.
 */
public final class ItemFile {

    private final String name;
    private final Format format;
    private final CsvTable table;
    private final String text;

    /**
     * @param name with which paths begin
     * @param table which CSV it would be; null where CSV is not taken
     * @param bytes UTF-8
     * @throws DocumentException if they are no UTF-8
     */
    public ItemFile(String name, Format format, CsvTable table, byte[] bytes) {
        this(name, format, table, Utf8.text(bytes));
    }

    public ItemFile(String name, Format format, CsvTable table, String text) {
        this.name = name;
        this.format = format;
        this.table = table;
        this.text = text;
    }

    /** One item and where it stands, as a path. */
    public record Entry<T>(String path, T item) {}

    /**
     * Reads the items and binds each to its type.
     *
     * @param types type of an item, by its index and the item; empty, and a violation, where that cannot be said
     */
    public List<Entry<Object>> read(
            ObjectMapper json, Violations violations, BiFunction<ObjectNode, Violations, Optional<Class<?>>> types) {
        List<Entry<Object>> items = new ArrayList<>();
        Violations local = new Violations(Integer.MAX_VALUE);
        ItemSink sink = (index, item) -> {
            if (!violations.isFull()) {
                bind("[%d]".formatted(index), item, json, local, types).ifPresent(items::add);
            }
        };
        try {
            if (format == Format.CSV) {
                CsvFile.read(text, table, local, sink);
            } else {
                TreeFile.read(text, format, sink);
            }
        } catch (DocumentException e) {
            e.faults().forEach(local::add);
        }
        placed(local.found().stream()
                        .map(v -> new Violation(name + v.field(), v.reason(), v.line(), v.column()))
                        .toList())
                .forEach(violations::add);
        return items;
    }

    /** The same violations with the places of those that are of this file and have none yet. */
    public List<Violation> placed(List<Violation> found) {
        Map<String, Place> places = places(found);
        return found.stream()
                .map(violation -> violation.line() != null ? violation : placed(violation, places))
                .toList();
    }

    private Violation placed(Violation violation, Map<String, Place> places) {
        return ancestors(violation.field())
                .filter(places::containsKey)
                .findFirst()
                .map(places::get)
                .map(place -> new Violation(violation.field(), violation.reason(), place.line(), place.column()))
                .orElse(violation);
    }

    private Map<String, Place> places(List<Violation> found) {
        Set<String> wanted = new HashSet<>();
        found.stream().filter(violation -> violation.line() == null).forEach(violation -> ancestors(violation.field())
                .forEach(wanted::add));
        if (wanted.isEmpty()) {
            return new HashMap<>();
        }
        return format == Format.CSV ? CsvFile.places(text, table, wanted) : TreeFile.places(text, format, wanted);
    }

    /** The path within this file, and those that it is part of, from the longest on. */
    private Stream<String> ancestors(String path) {
        if (!path.startsWith(name + "[")) {
            return Stream.empty();
        }
        List<String> all = new ArrayList<>();
        String rest = path.substring(name.length());
        int item = rest.indexOf(']') + 1;
        while (rest.length() >= item) {
            all.add(rest);
            rest = rest.substring(0, Math.max(0, Math.max(rest.lastIndexOf('.'), rest.lastIndexOf('['))));
        }
        return all.stream();
    }

    private Optional<Entry<Object>> bind(
            String path,
            JsonNode item,
            ObjectMapper json,
            Violations local,
            BiFunction<ObjectNode, Violations, Optional<Class<?>>> types) {
        if (!(item instanceof ObjectNode object)) {
            local.add(path, "is not an object with fields");
            return Optional.empty();
        }
        Violations own = new Violations();
        Optional<Class<?>> type = types.apply(object, own);
        own.found().forEach(violation -> local.add(joined(path, violation.field()), violation.reason()));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Entry<>(name + path, json.treeToValue(object, type.get())));
        } catch (JsonProcessingException e) {
            Violation violation = JsonFaults.of(e);
            local.add(joined(path, violation.field()), violation.reason());
            return Optional.empty();
        }
    }

    /** The path of a field of an item. */
    public static String joined(String path, String field) {
        return field.isEmpty() || field.startsWith("[") ? path + field : path + "." + field;
    }
}
