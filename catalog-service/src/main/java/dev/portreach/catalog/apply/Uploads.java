package dev.portreach.catalog.apply;

import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.document.CsvTable;
import dev.portreach.catalog.document.DocumentException;
import dev.portreach.catalog.document.Format;
import dev.portreach.catalog.document.ItemFile;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.problem.ProblemKind;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** Bodies of requests as files. */
final class Uploads {

    static final String YAML = "application/yaml";
    static final String CSV = "text/csv";

    private static final Map<String, Format> FORMATS =
            Map.of(YAML, Format.YAML, "application/json", Format.JSON, CSV, Format.CSV);

    private Uploads() {}

    /**
     * The body as a file.
     *
     * @param name with which paths in it begin
     * @param table which CSV it may be; null for none
     */
    static ItemFile file(String name, MediaType type, CsvTable table, byte[] body) {
        Format format = FORMATS.get(type.getType() + "/" + type.getSubtype());
        String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw ProblemException.invalid("Content-Type", "names another charset than UTF-8, which alone is taken");
        }
        try {
            return new ItemFile(name, format, table, body == null ? new byte[0] : body);
        } catch (DocumentException e) {
            throw new ProblemException(
                    ProblemKind.MALFORMED,
                    "line %d, column %d %s"
                            .formatted(e.place().line(), e.place().column(), e.getMessage()),
                    List.of(new Violation(
                            name, e.getMessage(), e.place().line(), e.place().column())));
        }
    }
}
