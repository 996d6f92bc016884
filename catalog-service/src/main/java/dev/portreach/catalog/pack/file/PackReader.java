package dev.portreach.catalog.pack.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.pack.Pack;

/** Reads packs that say all of themselves: JSON and YAML. Of CSV see {@link CsvPack}. */
public final class PackReader {

    private static final int MAX_BYTES = 4 << 20;

    private PackReader() {}

    /**
     * Reads a pack without checking it.
     *
     * @param json strict: unknown fields and fields given twice are faults
     * @return null where the file says null
     * @throws UnreadablePackException if it is not text in UTF-8, or not YAML of the plain kind
     * @throws JsonProcessingException if it is not JSON, or has a wrong field
     */
    public static Pack read(byte[] bytes, PackFormat format, ObjectMapper json) throws JsonProcessingException {
        String text = text(bytes);
        return format == PackFormat.YAML
                ? json.treeToValue(YamlTree.read(text), Pack.class)
                : json.readValue(text, Pack.class);
    }

    static String text(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new UnreadablePackException(1, 1, "is larger than 4 MiB");
        }
        return PackText.of(bytes);
    }
}
