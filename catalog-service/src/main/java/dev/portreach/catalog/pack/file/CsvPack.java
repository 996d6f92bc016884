package dev.portreach.catalog.pack.file;

import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.pack.Pack;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.contracts.policy.Protocol;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * A vendor's table as CSV (RFC 4180), with a header in any order. It holds rows and the names of components, and no
 * descriptions, probe methods, or components without rows.
 */
public final class CsvPack {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
    private static final int MAX_FAULTS = 200;

    private final Violations violations = new Violations(MAX_FAULTS);
    private final Map<String, Component> components = new LinkedHashMap<>();
    private final Map<String, PortPolicy> policies = new LinkedHashMap<>();

    private CsvPack() {}

    /**
     * Reads a table. The pack's name is its id.
     *
     * @throws UnreadablePackException with line and cell of everything that is wrong
     */
    public static Pack read(byte[] bytes, String id, int version) {
        CsvPack pack = new CsvPack();
        pack.read(PackReader.text(bytes));
        if (!pack.violations.isEmpty()) {
            throw new UnreadablePackException(pack.violations.found());
        }
        return new Pack(
                id, version, null, null, List.copyOf(pack.components.values()), List.copyOf(pack.policies.values()));
    }

    private void read(String text) {
        long line = 1;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
            List<CsvColumn> columns = null;
            for (CSVRecord row : parser) {
                int begins = (int) (parser.getCurrentLineNumber() - linesWithin(row));
                line = parser.getCurrentLineNumber();
                if (columns == null) {
                    columns = header(row, begins);
                } else {
                    row(columns, row, begins);
                }
            }
            if (columns == null) {
                throw new UnreadablePackException(1, 1, "has no header; the columns are " + headers());
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UnreadablePackException((int) line, 1, "is not CSV after this line: look for an open quote");
        }
    }

    /** Line breaks in quoted cells, and one more where the file ends without one. */
    private static long linesWithin(CSVRecord row) {
        return row.stream()
                .mapToLong(cell -> cell.chars().filter(c -> c == '\n').count())
                .sum();
    }

    private static List<CsvColumn> header(CSVRecord row, int line) {
        List<CsvColumn> columns = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            int column = i + 1;
            CsvColumn known = CsvColumn.of(row.get(i))
                    .orElseThrow(() -> new UnreadablePackException(
                            line, column, "has a header that is not known; the columns are " + headers()));
            if (columns.contains(known)) {
                throw new UnreadablePackException(line, column, "gives the column %s twice".formatted(known.header()));
            }
            columns.add(known);
        }
        return columns;
    }

    private void row(List<CsvColumn> columns, CSVRecord row, int line) {
        if (row.size() > columns.size()) {
            violations.add(new Violation(
                    "", "has %d cells, the header %d".formatted(row.size(), columns.size()), line, columns.size() + 1));
            return;
        }
        Map<CsvColumn, CsvRow.Cell> cells = new EnumMap<>(CsvColumn.class);
        for (int i = 0; i < row.size(); i++) {
            String text = CsvCells.plain(row.get(i));
            cells.put(columns.get(i), new CsvRow.Cell(text.isBlank() ? null : text, i + 1));
        }
        if (cells.values().stream().allMatch(cell -> cell.text() == null)) {
            return; // spreadsheets leave such lines behind
        }
        CsvRow read = new CsvRow(cells, line, violations);
        read.component().ifPresent(component -> take(read, component));
    }

    private void take(CsvRow row, Component component) {
        Component known = components.putIfAbsent(component.id(), component);
        if (known != null && !known.name().equals(component.name())) {
            row.fault(CsvColumn.COMPONENT_NAME, "is \"%s\" in a line before".formatted(known.name()));
        }
        for (PortPolicy policy : row.policies(component.id())) {
            if (policies.putIfAbsent(policy.key(), policy) != null) {
                row.fault(
                        CsvColumn.KEY,
                        "%s is the key of a line before; give each line a key of its own".formatted(policy.key()));
            }
        }
    }

    /** The table of a pack. Cells that a spreadsheet would take for formulas go out behind an apostrophe. */
    public static String write(Pack pack) {
        Map<String, String> names =
                pack.components().stream().collect(Collectors.toMap(Component::id, Component::name));
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            printer.printRecord(
                    Arrays.stream(CsvColumn.values()).map(CsvColumn::header).toList());
            for (PortPolicy policy : pack.policies()) {
                printer.printRecord(cells(policy, names.get(policy.component())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("text cannot be written to memory", e);
        }
        return text.toString();
    }

    private static List<String> cells(PortPolicy policy, String componentName) {
        List<String> cells = new ArrayList<>();
        for (CsvColumn column : CsvColumn.values()) {
            Object value =
                    switch (column) {
                        case KEY -> policy.key();
                        case COMPONENT -> policy.component();
                        case COMPONENT_NAME -> componentName;
                        case NAME -> policy.name();
                        case PORT -> policy.protocol() == Protocol.ICMP ? null : policy.ports();
                        case PROTOCOL -> policy.protocol();
                        case DIRECTION -> policy.direction();
                        case DIRECTION_STATED -> yesNo(policy.directionStated());
                        case PURPOSE -> policy.purpose();
                        case EXPECTATION -> policy.expectation();
                        case RANGE_MODE -> policy.rangeMode();
                        case CONFIGURABLE -> yesNo(policy.configurable());
                        case REQUIRED -> yesNo(policy.required());
                        case SEVERITY -> policy.severity();
                        case SINCE_VERSION -> policy.sinceVersion();
                        case BEFORE_VERSION -> policy.beforeVersion();
                        case PROBING -> policy.probing();
                        case INTERVAL -> policy.interval();
                        case DEADLINE -> policy.deadline();
                        case REFERENCE -> policy.reference();
                    };
            cells.add(CsvCells.guarded(Objects.toString(value, "")));
        }
        return cells;
    }

    private static String yesNo(boolean value) {
        return value ? "yes" : "no";
    }

    private static String headers() {
        return Arrays.stream(CsvColumn.values()).map(CsvColumn::header).collect(Collectors.joining(", "));
    }
}
