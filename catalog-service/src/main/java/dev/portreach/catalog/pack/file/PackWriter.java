package dev.portreach.catalog.pack.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.pack.Pack;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes packs so that reading them back gives the same. */
public final class PackWriter {

    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private PackWriter() {}

    /** As YAML, in blocks, in the order of the fields. */
    public static String yaml(Pack pack, ObjectMapper json) {
        DumperOptions blocks = new DumperOptions();
        blocks.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        blocks.setSplitLines(false);
        try {
            // Through text, as a tree of numbers and texts has no types of ours.
            return new Yaml(blocks).dump(json.readValue(json.writeValueAsString(pack), TREE));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours cannot be written", e);
        }
    }
}
