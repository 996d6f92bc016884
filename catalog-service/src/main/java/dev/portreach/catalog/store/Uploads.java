package dev.portreach.catalog.store;

import dev.portreach.catalog.document.CsvTable;
import dev.portreach.catalog.document.DocumentException;
import dev.portreach.catalog.document.Format;
import dev.portreach.catalog.document.ItemFile;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.problem.ProblemKind;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.function.Supplier;

/** Bodies of requests as files. */
public final class Uploads {

    public static final String YAML = "application/yaml";
    public static final String CSV = "text/csv";

    private static final Map<String, Format> FORMATS = Map.of(YAML, Format.YAML, CSV, Format.CSV);

    private Uploads() {}

    /** What the body is written in: JSON where nothing is said. */
    public static Format format(MediaType type) {
        return type == null ? Format.JSON : FORMATS.getOrDefault(type.getType() + "/" + type.getSubtype(), Format.JSON);
    }

    /**
     * The body as a file.
     *
     * @param name with which paths in it begin
     * @param table which CSV it may be; null for none
     */
    public static ItemFile file(String name, MediaType type, CsvTable table, byte[] body) {
        return read(type, () -> new ItemFile(name, format(type), table, Replies.body(body)));
    }

    /**
     * Reads a body.
     *
     * @param reader what throws a {@link DocumentException} for what cannot be read
     * @throws ProblemException 400 with line and column of what is wrong
     */
    public static <T> T read(MediaType type, Supplier<T> reader) {
        String charset = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
            throw ProblemException.invalid("Content-Type", "names another charset; the body must be in UTF-8");
        }
        try {
            return reader.get();
        } catch (DocumentException e) {
            ProblemException problem = ProblemException.of(ProblemKind.MALFORMED, e.faults());
            problem.initCause(e);
            throw problem;
        }
    }
}
