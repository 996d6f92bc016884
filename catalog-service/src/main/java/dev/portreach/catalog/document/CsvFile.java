package dev.portreach.catalog.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.check.Violations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Items as rows under a header that names their fields. */
public final class CsvFile {

    private CsvFile() {}

    /** Reads row by row; rows that are not well are reported and left out. */
    static void read(String text, CsvTable table, Violations violations, ItemSink sink) {
        rows(table).read(text, row -> item(row, violations).ifPresent(item -> sink.item(row.index(), item)));
    }

    /** Places of paths such as {@code [3].sources[0]}: the line where the row begins, and the number of the cell. */
    static Map<String, Place> places(String text, CsvTable table, Set<String> wanted) {
        Map<Integer, List<String>> byRow = wanted.stream().collect(Collectors.groupingBy(CsvFile::rowOf));
        Map<String, Place> places = new HashMap<>();
        try {
            rows(table).read(text, row -> byRow.getOrDefault(row.index(), List.of())
                    .forEach(path -> places.put(path, new Place(row.line(), cellOf(path, row.columns())))));
        } catch (DocumentException e) {
            // was said already; the places before it are known
        }
        return places;
    }

    /** The items as a file, with a header of all columns. */
    public static String write(CsvTable table, Stream<JsonNode> items) {
        Stream<List<String>> rows = items.map(item -> table.columns().stream()
                .map(column -> cell(column, item.path(column.name())))
                .toList());
        return CsvRows.write(Stream.concat(Stream.of(table.names()), rows));
    }

    private static CsvRows<CsvColumn> rows(CsvTable table) {
        return new CsvRows<>(table::column, table.names());
    }

    private static String cell(CsvColumn column, JsonNode value) {
        boolean isNone = value.isMissingNode() || value.isNull();
        return isNone ? "" : CsvCells.write(column.type(), value);
    }

    private static Optional<ObjectNode> item(CsvRows.Row<CsvColumn> row, Violations violations) {
        Optional<Violation> excess = row.excess("[%d]".formatted(row.index()));
        excess.ifPresent(violations::add);
        if (excess.isPresent()) {
            return Optional.empty();
        }
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        boolean isWell = true;
        for (int i = 0; i < row.cells().size(); i++) {
            CsvColumn column = row.columns().get(i);
            String cell = row.cells().get(i);
            if (!cell.isBlank()) {
                try {
                    item.set(column.name(), CsvCells.read(column.type(), cell));
                } catch (IllegalArgumentException e) {
                    violations.add(new Violation(
                            "[%d].%s".formatted(row.index(), column.name()), e.getMessage(), row.line(), i + 1));
                    isWell = false;
                }
            }
        }
        return isWell ? Optional.of(item) : Optional.empty();
    }

    private static int cellOf(String path, List<CsvColumn> columns) {
        String rest = path.substring(path.indexOf(']') + 1);
        for (int i = 0; i < columns.size(); i++) {
            String field = "." + columns.get(i).name();
            if (rest.equals(field) || rest.startsWith(field + ".") || rest.startsWith(field + "[")) {
                return i + 1;
            }
        }
        return 1;
    }

    private static int rowOf(String path) {
        return Integer.parseInt(path.substring(1, path.indexOf(']')));
    }
}
