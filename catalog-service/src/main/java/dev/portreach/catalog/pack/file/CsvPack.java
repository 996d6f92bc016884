package dev.portreach.catalog.pack.file;

import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.document.CsvRows;
import dev.portreach.catalog.document.DocumentException;
import dev.portreach.catalog.document.Utf8;
import dev.portreach.catalog.pack.Pack;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.contracts.policy.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A vendor's table as CSV (RFC 4180), with a header in any order. It holds rows and the names of components, and no
 * descriptions, probe methods, or components without rows.
 */
public final class CsvPack {

    private static final List<String> HEADERS =
            Arrays.stream(CsvColumn.values()).map(CsvColumn::header).toList();
    private static final int MAX_FAULTS = 200;

    private final Violations violations = new Violations(MAX_FAULTS);
    private final Map<String, Component> components = new LinkedHashMap<>();
    private final Map<String, PortPolicy> policies = new LinkedHashMap<>();

    private CsvPack() {}

    /**
     * Reads a table. The pack's name is its id.
     *
     * @throws DocumentException with line and cell of everything that is wrong
     */
    public static Pack read(byte[] bytes, String id, int version) {
        CsvPack pack = new CsvPack();
        new CsvRows<>(CsvColumn::of, HEADERS).read(Utf8.text(bytes), pack::row);
        if (!pack.violations.isEmpty()) {
            throw new DocumentException(pack.violations.found());
        }
        return new Pack(
                id, version, null, null, List.copyOf(pack.components.values()), List.copyOf(pack.policies.values()));
    }

    private void row(CsvRows.Row<CsvColumn> row) {
        Optional<Violation> excess = row.excess("");
        excess.ifPresent(violations::add);
        if (excess.isPresent()) {
            return;
        }
        Map<CsvColumn, CsvRow.Cell> cells = new EnumMap<>(CsvColumn.class);
        for (int i = 0; i < row.cells().size(); i++) {
            String text = row.cells().get(i);
            cells.put(row.columns().get(i), new CsvRow.Cell(text.isBlank() ? null : text, i + 1));
        }
        if (cells.values().stream().allMatch(cell -> cell.text() == null)) {
            return; // spreadsheets leave such lines behind
        }
        CsvRow read = new CsvRow(cells, row.line(), violations);
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

    /** The table of a pack. */
    public static String write(Pack pack) {
        Map<String, String> names =
                pack.components().stream().collect(Collectors.toMap(Component::id, Component::name));
        Stream<List<String>> rows =
                pack.policies().stream().map(policy -> cells(policy, names.get(policy.component())));
        return CsvRows.write(Stream.concat(Stream.of(HEADERS), rows));
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
            cells.add(Objects.toString(value, ""));
        }
        return cells;
    }

    private static String yesNo(boolean value) {
        return value ? "yes" : "no";
    }
}
