package dev.portreach.catalog.pack.file;

import dev.portreach.catalog.check.Slug;
import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.policy.Probing;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import dev.portreach.contracts.port.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One line of a vendor's table. Collects what is wrong with it, cell by cell. */
final class CsvRow {

    /**
     * @param text null if the line has no such cell, or nothing in it
     * @param number from 1
     */
    record Cell(String text, int number) {}

    private final Map<CsvColumn, Cell> cells;
    private final int line;
    private final Violations violations;
    private boolean isWell = true;

    CsvRow(Map<CsvColumn, Cell> cells, int line, Violations violations) {
        this.cells = cells;
        this.line = line;
        this.violations = violations;
    }

    /** The component that the line is about; its id is that of the cell if it is one, else made from the name. */
    Optional<Component> component() {
        String cell = text(CsvColumn.COMPONENT);
        if (cell == null) {
            fault(CsvColumn.COMPONENT, "is missing");
            return Optional.empty();
        }
        String id = Slug.is(cell) ? cell : CsvWords.slug(cell, 8);
        if (!Slug.is(id)) {
            fault(CsvColumn.COMPONENT, "gives no id: write at least one word of letters a to z");
            return Optional.empty();
        }
        String name = text(CsvColumn.COMPONENT_NAME);
        return Optional.of(new Component(id, name == null ? cell : name, null, null));
    }

    /** One policy, or two for both protocols or directions, or four; none if something is wrong. */
    List<PortPolicy> policies(String component) {
        String portCell = text(CsvColumn.PORT);
        boolean isDynamic = portCell != null && CsvWords.isDynamic(portCell);
        Ports ports = isDynamic ? null : read(CsvColumn.PORT, CsvWords::ports);
        Probing probing = read(CsvColumn.PROBING, cell -> CsvWords.word(Probing.class, cell));
        List<Protocol> protocols = read(CsvColumn.PROTOCOL, CsvWords::protocols);
        if (protocols == null && isWell) {
            fault(CsvColumn.PROTOCOL, "is missing");
        }
        List<Direction> said = read(CsvColumn.DIRECTION, CsvWords::directions);
        List<Direction> directions = said == null ? List.of(Direction.INBOUND) : said;
        PortPolicy row = new PortPolicy(
                key(component),
                component,
                text(CsvColumn.NAME),
                null,
                ports,
                null,
                said == null ? Boolean.FALSE : read(CsvColumn.DIRECTION_STATED, CsvWords::yes),
                text(CsvColumn.PURPOSE),
                read(CsvColumn.EXPECTATION, cell -> CsvWords.word(Expectation.class, cell)),
                read(CsvColumn.RANGE_MODE, cell -> CsvWords.word(RangeMode.class, cell)),
                read(CsvColumn.CONFIGURABLE, CsvWords::yes),
                read(CsvColumn.REQUIRED, CsvWords::yes),
                read(CsvColumn.INTERVAL, CsvWords::duration),
                read(CsvColumn.DEADLINE, CsvWords::duration),
                text(CsvColumn.REFERENCE),
                null,
                read(CsvColumn.SEVERITY, cell -> CsvWords.word(Severity.class, cell)),
                text(CsvColumn.SINCE_VERSION),
                text(CsvColumn.BEFORE_VERSION),
                isDynamic ? Probing.DYNAMIC : probing);
        return isWell ? split(row, protocols, directions) : List.of();
    }

    private List<PortPolicy> split(PortPolicy row, List<Protocol> protocols, List<Direction> directions) {
        List<PortPolicy> policies = new ArrayList<>();
        for (Protocol protocol : protocols) {
            for (Direction direction : directions) {
                String key = row.key()
                        + (protocols.size() > 1 ? "-" + protocol : "")
                        + (directions.size() > 1 ? (direction == Direction.INBOUND ? "-in" : "-out") : "");
                PortPolicy policy = row.withId(key).with(protocol, direction);
                check(policy);
                policies.add(policy);
            }
        }
        return isWell ? policies : List.of();
    }

    private void check(PortPolicy policy) {
        Violations own = new Violations();
        policy.check(own);
        own.found().forEach(found -> fault(columnOf(found), found.reason()));
    }

    private static CsvColumn columnOf(Violation found) {
        return found.field().equals("ports")
                ? CsvColumn.PORT
                : CsvColumn.of(found.field()).orElse(CsvColumn.KEY);
    }

    private String key(String component) {
        String given = text(CsvColumn.KEY);
        if (given != null) {
            return given;
        }
        String words = text(CsvColumn.NAME) == null ? text(CsvColumn.PURPOSE) : text(CsvColumn.NAME);
        String slug = words == null ? "" : CsvWords.slug(words, 4);
        if (slug.isEmpty()) {
            fault(CsvColumn.KEY, "is missing, and there is no name or purpose of words to make one from");
        }
        return component + "." + slug;
    }

    void fault(CsvColumn column, String reason) {
        isWell = false;
        Cell cell = cells.get(column);
        violations.add(new Violation(column.header(), reason, line, cell == null ? 1 : cell.number()));
    }

    private String text(CsvColumn column) {
        Cell cell = cells.get(column);
        if (cell == null || cell.text() == null) {
            return null;
        }
        return column.isProse() ? cell.text() : cell.text().strip();
    }

    private <T> T read(CsvColumn column, Function<String, T> reader) {
        String text = text(column);
        try {
            return text == null ? null : reader.apply(text);
        } catch (IllegalArgumentException e) {
            fault(column, e.getMessage());
            return null;
        }
    }
}
