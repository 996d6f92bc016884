package dev.portreach.catalog.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.pack.file.CsvPack;
import dev.portreach.catalog.pack.file.PackFormat;
import dev.portreach.catalog.pack.file.PackReader;
import dev.portreach.catalog.pack.file.UnreadablePackException;
import dev.portreach.catalog.problem.JsonFaults;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.problem.ProblemKind;
import dev.portreach.catalog.store.Replies;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Packs out of the bodies of requests. */
@Singleton
public class PackBodies {

    static final String YAML = "application/yaml";
    static final String CSV = "text/csv";

    private static final Pattern OTHER_CHARSET = Pattern.compile(".*;\\s*charset\\s*=\\s*\"?(?!utf-8\"?\\s*(;|$)).*");

    private final ObjectMapper json;

    public PackBodies(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The pack that the body says.
     *
     * @param contentType of the body
     * @throws ProblemException 400 with the place of what is wrong
     */
    Pack read(byte[] body, String contentType) {
        PackFormat format = lower(contentType).startsWith(YAML) ? PackFormat.YAML : PackFormat.JSON;
        requireUtf8(contentType);
        try {
            return Replies.body(body == null ? null : PackReader.read(body, format, json));
        } catch (JsonProcessingException e) {
            throw malformed(List.of(JsonFaults.of(e)), e);
        } catch (UnreadablePackException e) {
            throw malformed(e.faults(), e);
        }
    }

    /** The pack of a table, under the id and version that the table does not hold. */
    Pack readTable(byte[] body, String contentType, String id, int version) {
        requireUtf8(contentType);
        try {
            return CsvPack.read(Replies.body(body), id, version);
        } catch (UnreadablePackException e) {
            throw malformed(e.faults(), e);
        }
    }

    private static void requireUtf8(String contentType) {
        if (OTHER_CHARSET.matcher(lower(contentType)).matches()) {
            throw new ProblemException(ProblemKind.MALFORMED, "the body must be in UTF-8", List.of());
        }
    }

    private static String lower(String contentType) {
        return contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    }

    private static ProblemException malformed(List<Violation> faults, Exception cause) {
        Violation first = faults.get(0);
        String what = first.field().isEmpty() ? "the body" : first.field();
        String where = first.line() == null ? "" : " (line %d, column %d)".formatted(first.line(), first.column());
        String more = faults.size() == 1 ? "" : " (and %d more)".formatted(faults.size() - 1);
        ProblemException problem =
                new ProblemException(ProblemKind.MALFORMED, what + " " + first.reason() + where + more, faults);
        problem.initCause(cause);
        return problem;
    }
}
