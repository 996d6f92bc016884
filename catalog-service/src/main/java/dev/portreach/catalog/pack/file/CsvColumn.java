package dev.portreach.catalog.pack.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Columns of a vendor's table, each with what vendors call it. */
enum CsvColumn {
    KEY("key", "id"),
    COMPONENT("component", "application", "server", "product"),
    COMPONENT_NAME("component name"),
    NAME("name", "service"),
    PORT("port", "ports", "port number", "port range"),
    PROTOCOL("protocol", "transport", "transport protocol"),
    DIRECTION("direction"),
    DIRECTION_STATED("direction stated"),
    PURPOSE("purpose", "description", "usage"),
    EXPECTATION("expectation"),
    RANGE_MODE("range mode"),
    CONFIGURABLE("configurable"),
    REQUIRED("required"),
    SEVERITY("severity"),
    SINCE_VERSION("since version"),
    BEFORE_VERSION("before version"),
    PROBING("probing"),
    INTERVAL("interval"),
    DEADLINE("deadline"),
    REFERENCE("reference", "source");

    private final String headers; // in one text, as an enum must hold nothing that can change

    CsvColumn(String... headers) {
        this.headers = String.join("|", headers);
    }

    /** The header that is written. */
    String header() {
        return names().get(0);
    }

    /** The column of that header, whatever its case and what stands between its words. */
    static Optional<CsvColumn> of(String header) {
        String wanted = squeezed(header);
        return Arrays.stream(values())
                .filter(column -> column.names().stream()
                        .anyMatch(known -> squeezed(known).equals(wanted)))
                .findFirst();
    }

    /** Whether it is text for people, in which blanks at the ends are kept. */
    boolean isProse() {
        return this == COMPONENT_NAME || this == NAME || this == PURPOSE || this == REFERENCE;
    }

    private List<String> names() {
        return List.of(headers.split("\\|"));
    }

    private static String squeezed(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
