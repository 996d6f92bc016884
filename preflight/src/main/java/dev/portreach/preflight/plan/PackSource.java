package dev.portreach.preflight.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.boot.RestJson;
import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.pack.Pack;
import dev.portreach.catalog.pack.PackFiles;
import dev.portreach.preflight.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where packs come from: those built in, by name, or a file in the form that the catalog imports and exports. */
public final class PackSource {

    private static final long MAX_BYTES = 4 << 20;

    private PackSource() {}

    /**
     * Reads a pack.
     *
     * @param nameOrFile a built-in name; what ends in {@code .json} or holds a slash is a file
     * @throws UsageException if there is none, or something is wrong with it
     */
    public static Pack load(String nameOrFile) {
        ObjectMapper json = RestJson.strict();
        if (PackFiles.BUILT_IN.contains(nameOrFile)) {
            return PackFiles.builtIn(nameOrFile, json);
        }
        if (!nameOrFile.endsWith(".json") && !nameOrFile.contains("/")) {
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
            Pack pack = json.readValue(Files.readAllBytes(path), Pack.class);
            if (pack == null) {
                throw new UsageException("pack %s is empty".formatted(file));
            }
            return pack;
        } catch (JsonProcessingException e) {
            throw new UsageException("pack %s: %s".formatted(file, e.getOriginalMessage()), e);
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("pack %s cannot be read (%s)".formatted(file, e.getMessage()), e);
        }
    }
}
