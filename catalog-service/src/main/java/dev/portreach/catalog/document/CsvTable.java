package dev.portreach.catalog.document;

import java.util.List;
import java.util.Optional;

/** A kind of list that there is as CSV. */
public final class CsvTable {

    public static final CsvTable SITES = new CsvTable(List.of(
            new CsvColumn("id", CellType.TEXT),
            new CsvColumn("name", CellType.TEXT),
            new CsvColumn("region", CellType.TEXT),
            new CsvColumn("access", CellType.TEXT),
            new CsvColumn("sources", CellType.LIST),
            new CsvColumn("concurrentUsers", CellType.NUMBER),
            new CsvColumn("contact", CellType.TEXT),
            new CsvColumn("enforcementPoints", CellType.POINTS),
            new CsvColumn("labels", CellType.MAP),
            new CsvColumn("components", CellType.LIST),
            new CsvColumn("agentAddress", CellType.TEXT),
            new CsvColumn("packs", CellType.LIST),
            new CsvColumn("overrides", CellType.JSON),
            new CsvColumn("lockdown", CellType.FLAG)));

    public static final CsvTable ENDPOINTS = new CsvTable(List.of(
            new CsvColumn("id", CellType.TEXT),
            new CsvColumn("component", CellType.TEXT),
            new CsvColumn("address", CellType.TEXT),
            new CsvColumn("portOverrides", CellType.MAP),
            new CsvColumn("siteAddresses", CellType.MAP),
            new CsvColumn("site", CellType.TEXT),
            new CsvColumn("responder", CellType.UNTIL),
            new CsvColumn("sites", CellType.TEXT),
            new CsvColumn("productVersion", CellType.TEXT),
            new CsvColumn("lockdown", CellType.FLAG)));

    private final List<CsvColumn> columns;

    private CsvTable(List<CsvColumn> columns) {
        this.columns = columns;
    }

    List<CsvColumn> columns() {
        return columns;
    }

    List<String> names() {
        return columns.stream().map(CsvColumn::name).toList();
    }

    Optional<CsvColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
