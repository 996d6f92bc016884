package dev.portreach.preflight.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.boot.RestJson;
import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.document.DocumentException;
import dev.portreach.catalog.document.Format;
import dev.portreach.catalog.pack.Pack;
import dev.portreach.catalog.pack.PackFiles;
import dev.portreach.catalog.pack.file.CsvPack;
import dev.portreach.catalog.pack.file.PackFile;
import dev.portreach.preflight.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where packs come from: those built in, by name, or a file in a form that the catalog imports and exports. */
public final class PackSource {

    private static final String TABLE = "table"; // CSV says no id of a pack
    private static final long MAX_BYTES = 4 << 20;
    private static final Pattern FILE_NAME = Pattern.compile(".*/.*|.*\\.(json|ya?ml|csv)", Pattern.CASE_INSENSITIVE);

    private PackSource() {}

    /**
     * Reads a pack.
     *
     * @param nameOrFile a built-in name; what ends in {@code .json}, {@code .yaml}, {@code .yml} or {@code .csv} or holds
     *     a slash is a file
     * @throws UsageException if there is none, or something is wrong with it
     */
    public static Pack load(String nameOrFile) {
        ObjectMapper json = RestJson.strict();
        if (PackFiles.BUILT_IN.contains(nameOrFile)) {
            return PackFiles.builtIn(nameOrFile, json);
        }
        if (!FILE_NAME.matcher(nameOrFile).matches()) {
            throw new UsageException("there is no pack \"%s\"; built in: %s; or name a file, as in --pack ./own.json"
                    .formatted(nameOrFile, String.join(", ", PackFiles.BUILT_IN)));
        }
        Pack pack = fromFile(nameOrFile, json);
        Violations violations = new Violations();
        pack.check(violations);
        for (Violation first : violations.found()) {
            throw new UsageException("pack %s: %s %s".formatted(nameOrFile, first.field(), first.reason()));
        }
        return pack;
    }

    private static Pack fromFile(String file, ObjectMapper json) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_BYTES) {
                throw new UsageException("pack %s is larger than 4 MiB".formatted(file));
            }
            return read(path, json);
        } catch (DocumentException e) {
            throw new UsageException("pack %s: %s".formatted(file, e.getMessage()), e);
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("pack %s cannot be read (%s)".formatted(file, e.getMessage()), e);
        }
    }

    private static Pack read(Path path, ObjectMapper json) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        Format format = Format.ofFile(path.getFileName().toString()).orElse(Format.JSON);
        return format == Format.CSV
                ? CsvPack.read(bytes, TABLE, 1)
                : PackFile.read(bytes, format, json).pack();
    }
}
