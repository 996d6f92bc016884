package dev.portreach.catalog.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.document.Format;
import dev.portreach.catalog.document.YamlText;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.store.CatalogItem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The catalog as files: one a kind, items in order of id. What a pack brings and nobody changed is in the pack's document
 * alone, so that applying the files with pruning changes nothing.
 */
public final class Export {

    private static final Map<Kind, String> NAMES = new EnumMap<>(Map.of(
            Kind.PACK, "packs",
            Kind.COMPONENT, "components",
            Kind.POLICY, "policies",
            Kind.SITE, "sites",
            Kind.ENDPOINT, "endpoints"));

    private final ObjectMapper json;

    /**
     * @param json as REST writes items
     */
    public Export(ObjectMapper json) {
        this.json = json;
    }

    /** The files; kinds of which there is nothing have none. */
    public List<NamedFile> files(CatalogState catalog, Format format) {
        List<NamedFile> files = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<CatalogItem<?>> items = own(kind, catalog);
            if (!items.isEmpty()) {
                String name = NAMES.get(kind) + "." + format.name().toLowerCase(Locale.ROOT);
                files.add(new NamedFile(name, text(kind, items, format)));
            }
        }
        return files;
    }

    private static List<CatalogItem<?>> own(Kind kind, CatalogState catalog) {
        List<CatalogItem<?>> all = List.copyOf(catalog.all(kind));
        if (kind == Kind.COMPONENT) {
            return all.stream()
                    .filter(item -> !catalog.fromPack((Component) item)
                            .map(item::equals)
                            .orElse(false))
                    .toList();
        }
        if (kind == Kind.POLICY) {
            SortedMap<String, PortPolicy> brought = catalog.policiesFromPacks();
            return all.stream()
                    .filter(item -> !item.equals(brought.get(item.id())))
                    .toList();
        }
        return all;
    }

    private String text(Kind kind, List<CatalogItem<?>> items, Format format) {
        if (format == Format.YAML) {
            return items.stream().map(item -> YamlText.of(document(kind, item))).collect(Collectors.joining());
        }
        try {
            ArrayNode list = json.createArrayNode();
            items.forEach(item -> list.add(document(kind, item)));
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an item of ours cannot be written", e);
        }
    }

    private ObjectNode document(Kind kind, CatalogItem<?> item) {
        ObjectNode document = json.createObjectNode();
        document.put("kind", kind.word());
        for (Map.Entry<String, JsonNode> field : json.valueToTree(item).properties()) {
            boolean isEmpty =
                    field.getValue().isContainerNode() && field.getValue().isEmpty();
            if (!isEmpty) {
                document.set(field.getKey(), field.getValue());
            }
        }
        return document;
    }
}
