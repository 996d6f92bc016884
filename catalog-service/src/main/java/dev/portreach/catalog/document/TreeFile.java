package dev.portreach.catalog.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Items in YAML or JSON: one, a list, or in YAML several documents of either. What makes small files large (aliases),
 * deep nesting, tags and duplicate keys are refused with their place.
 */
final class TreeFile {

    private static final int MAX_DEPTH = 20;
    private static final Pattern PLAIN_NUMBER = Pattern.compile("0|-?[1-9]\\d{0,17}");
    private static final JsonFactory JSON = new JsonFactory();
    private static final YAMLFactory YAML =
            YAMLFactory.builder().loaderOptions(limits()).build();

    private final String text;
    private final JsonFactory factory;
    private final Set<String> wanted;
    private final Map<String, Place> places = new HashMap<>();

    private TreeFile(String text, Format format, Set<String> wanted) {
        this.text = text;
        this.factory = format == Format.JSON ? JSON : YAML;
        this.wanted = wanted;
    }

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setAllowDuplicateKeys(false);
        limits.setAllowRecursiveKeys(false);
        limits.setCodePointLimit(Integer.MAX_VALUE); // the body's size is limited before
        return limits;
    }

    /** Reads item by item, so that the whole is never in memory as a tree. */
    static void read(String text, Format format, ItemSink sink) {
        new TreeFile(text, format, Set.of()).walk(sink);
    }

    /** Places of paths such as {@code [3].sources[0]}; read a second time, as only bad files need them. */
    static Map<String, Place> places(String text, Format format, Set<String> wanted) {
        TreeFile file = new TreeFile(text, format, wanted);
        try {
            file.walk((index, item) -> {});
        } catch (DocumentException e) {
            // the place where it ends was said already; those before it are known
        }
        return file.places;
    }

    private void walk(ItemSink sink) {
        int index = 0;
        try (JsonParser parser = factory.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_ARRAY) {
                    check(parser, 1);
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        sink.item(index, value(parser, "[%d]".formatted(index), 2));
                        index++;
                    }
                } else if (parser.currentToken() != JsonToken.VALUE_NULL) { // an empty document between two marks
                    sink.item(index, value(parser, "[%d]".formatted(index), 1));
                    index++;
                }
            }
        } catch (JsonProcessingException e) {
            throw new DocumentException(place(e.getLocation()), reason(e.getOriginalMessage()));
        } catch (YAMLException e) {
            throw new DocumentException(new Place(1, 1), reason(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode value(JsonParser parser, String path, int depth) throws IOException {
        check(parser, depth);
        note(path, parser);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path, depth);
            case START_ARRAY -> {
                ArrayNode array = nodes.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser, path + "[" + array.size() + "]", depth + 1));
                }
                yield array;
            }
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            default -> throw new DocumentException(place(parser.currentTokenLocation()), "is not expected here");
        };
    }

    /** YAML takes 007 and 1e3 for numbers where an id may be meant: what a number would not print alike stays text. */
    private static JsonNode number(JsonParser parser) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (parser instanceof YAMLParser
                && !PLAIN_NUMBER.matcher(parser.getText()).matches()) {
            return nodes.textNode(parser.getText());
        }
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? nodes.numberNode(parser.getBigIntegerValue())
                : nodes.numberNode(parser.getDecimalValue());
    }

    private ObjectNode object(JsonParser parser, String path, int depth) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            check(parser, depth);
            String name = parser.currentName();
            if (object.has(name)) {
                throw new DocumentException(place(parser.currentTokenLocation()), "%s is given twice".formatted(name));
            }
            parser.nextToken();
            object.set(name, value(parser, path + "." + name, depth + 1));
        }
        return object;
    }

    private static void check(JsonParser parser, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new DocumentException(
                    place(parser.currentTokenLocation()), "is nested deeper than %d levels".formatted(MAX_DEPTH));
        }
        if (parser instanceof YAMLParser yaml) {
            if (yaml.isCurrentAlias() || yaml.getObjectId() != null) {
                throw new DocumentException(
                        place(parser.currentTokenLocation()), "is an anchor or alias; write out what it stands for");
            }
            if (yaml.getTypeId() != null) {
                throw new DocumentException(place(parser.currentTokenLocation()), "has a tag, which is not taken");
            }
        }
    }

    private void note(String path, JsonParser parser) {
        if (wanted.contains(path)) {
            places.put(path, place(parser.currentTokenLocation()));
        }
    }

    private static Place place(JsonLocation at) {
        return at == null || at.getLineNr() < 1
                ? new Place(1, 1)
                : new Place(at.getLineNr(), Math.max(1, at.getColumnNr()));
    }

    private static String reason(String message) {
        String first = message == null ? "" : message.lines().findFirst().orElse("");
        String cut = first.length() > 200 ? first.substring(0, 200) + "…" : first;
        return "cannot be read: " + cut.replaceAll("\\p{Cntrl}", "?");
    }
}
