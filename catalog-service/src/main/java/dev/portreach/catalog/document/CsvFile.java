package dev.portreach.catalog.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.check.Violations;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** Items as rows (RFC 4180) under a header that names their fields, in any order. */
public final class CsvFile {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setRecordSeparator("\r\n")
            .get();

    private final CsvTable table;
    private final Violations violations;
    private final List<CsvColumn> columns = new ArrayList<>();

    private CsvFile(CsvTable table, Violations violations) {
        this.table = table;
        this.violations = violations;
    }

    /** Takes the cells of a row. */
    private interface RowSink {
        void row(int index, CSVRecord row, int line);
    }

    /** Reads row by row; rows that are not well are reported and left out. */
    static void read(String text, CsvTable table, Violations violations, ItemSink sink) {
        CsvFile file = new CsvFile(table, violations);
        file.walk(text, (index, row, line) -> file.item(index, row, line).ifPresent(item -> sink.item(index, item)));
    }

    /** Places of paths such as {@code [3].sources[0]}: the line where the row begins, and the number of the cell. */
    static Map<String, Place> places(String text, CsvTable table, Set<String> wanted) {
        Map<Integer, List<String>> byRow = wanted.stream().collect(Collectors.groupingBy(CsvFile::rowOf));
        Map<String, Place> places = new HashMap<>();
        CsvFile file = new CsvFile(table, new Violations());
        try {
            file.walk(text, (index, row, line) -> byRow.getOrDefault(index, List.of())
                    .forEach(path -> places.put(path, new Place(line, file.cellOf(path)))));
        } catch (DocumentException e) {
            // was said already; the places before it are known
        }
        return places;
    }

    /** The items as a file, with a header of all columns. */
    public static String write(CsvTable table, Stream<JsonNode> items) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            printer.printRecord(table.columns().stream().map(CsvColumn::name).toList());
            for (Iterator<JsonNode> all = items.iterator(); all.hasNext(); ) {
                JsonNode item = all.next();
                printer.printRecord(table.columns().stream()
                        .map(column -> cell(column, item.path(column.name())))
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("text cannot be written to memory", e);
        }
        return text.toString();
    }

    private static String cell(CsvColumn column, JsonNode value) {
        boolean isNone = value.isMissingNode() || value.isNull();
        return isNone ? "" : FormulaGuard.guarded(CsvCells.write(column.type(), value));
    }

    private void walk(String text, RowSink sink) {
        int line = 1;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
            int index = -1;
            for (CSVRecord row : parser) {
                line = (int) parser.getCurrentLineNumber();
                int begins = line
                        - (int) row.stream()
                                .mapToLong(cell ->
                                        cell.chars().filter(c -> c == '\n').count())
                                .sum();
                if (index < 0) {
                    header(row, begins);
                } else {
                    sink.row(index, row, begins);
                }
                index++;
            }
            if (index < 0) {
                throw new DocumentException(new Place(1, 1), "has no header; the columns are " + names());
            }
        } catch (UncheckedIOException | IOException e) {
            throw new DocumentException(
                    new Place(line, 1), "is not CSV from here on: a quote is not closed, or text follows one");
        }
    }

    private void header(CSVRecord row, int line) {
        for (int i = 0; i < row.size(); i++) {
            String name = row.get(i).strip();
            Place place = new Place(line, i + 1);
            CsvColumn column = table.column(name)
                    .orElseThrow(() -> new DocumentException(
                            place, "is no column; separated by commas, the columns are " + names()));
            if (columns.contains(column)) {
                throw new DocumentException(place, "column %s is given twice".formatted(name));
            }
            columns.add(column);
        }
    }

    private Optional<ObjectNode> item(int index, CSVRecord row, int line) {
        if (row.size() > columns.size()) {
            violations.add(new Violation(
                    "[%d]".formatted(index),
                    "has %d cells, the header %d".formatted(row.size(), columns.size()),
                    line,
                    columns.size() + 1));
            return Optional.empty();
        }
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        boolean isWell = true;
        for (int i = 0; i < row.size(); i++) {
            String cell = FormulaGuard.plain(row.get(i));
            if (!cell.isBlank()) {
                try {
                    item.set(columns.get(i).name(), CsvCells.read(columns.get(i).type(), cell));
                } catch (IllegalArgumentException e) {
                    violations.add(new Violation(
                            "[%d].%s".formatted(index, columns.get(i).name()), e.getMessage(), line, i + 1));
                    isWell = false;
                }
            }
        }
        return isWell ? Optional.of(item) : Optional.empty();
    }

    private int cellOf(String path) {
        for (int i = 0; i < columns.size(); i++) {
            String rest = path.substring(path.indexOf(']') + 1);
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

    private String names() {
        return table.columns().stream().map(CsvColumn::name).collect(Collectors.joining(","));
    }
}
