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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Items in YAML (see {@link YamlFile}) or JSON: one, a list, or several documents of either. Deep nesting and duplicate keys
 * are refused with their place.
 */
final class TreeFile {

    static final int MAX_DEPTH = 20;

    private static final JsonFactory JSON = new JsonFactory();

    private final BiConsumer<String, Place> places;

    private TreeFile(BiConsumer<String, Place> places) {
        this.places = places;
    }

    /** Reads item by item, so that the whole is never in memory as a tree. */
    static void read(String text, Format format, ItemSink sink) {
        read(text, format, sink, (path, place) -> {});
    }

    /** Places of paths such as {@code [3].sources[0]}; read a second time, as only bad files need them. */
    static Map<String, Place> places(String text, Format format, Set<String> wanted) {
        Map<String, Place> places = new HashMap<>();
        try {
            read(text, format, (index, item) -> {}, (path, place) -> {
                if (wanted.contains(path)) {
                    places.put(path, place);
                }
            });
        } catch (DocumentException e) {
            // the place where it ends was said already; those before it are known
        }
        return places;
    }

    private static void read(String text, Format format, ItemSink sink, BiConsumer<String, Place> places) {
        if (format == Format.JSON) {
            new TreeFile(places).walk(text, sink);
        } else {
            YamlFile.read(text, sink, places);
        }
    }

    private void walk(String text, ItemSink sink) {
        int index = 0;
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        sink.item(index, value(parser, "[%d]".formatted(index), 2));
                        index++;
                    }
                } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
                    sink.item(index, value(parser, "[%d]".formatted(index), 1));
                    index++;
                }
            }
        } catch (JsonProcessingException e) {
            throw new DocumentException(
                    place(e.getLocation()), "is not JSON: " + DocumentException.shown(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode value(JsonParser parser, String path, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new DocumentException(
                    place(parser.currentTokenLocation()), "is nested deeper than %d levels".formatted(MAX_DEPTH));
        }
        places.accept(path, place(parser.currentTokenLocation()));
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
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.INT
                        ? nodes.numberNode(parser.getIntValue())
                        : nodes.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            default -> throw new DocumentException(place(parser.currentTokenLocation()), "is not expected here");
        };
    }

    private ObjectNode object(JsonParser parser, String path, int depth) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (object.has(name)) {
                throw new DocumentException(
                        place(parser.currentTokenLocation()),
                        "gives %s twice".formatted(DocumentException.shown(name)));
            }
            parser.nextToken();
            object.set(name, value(parser, path + "." + name, depth + 1));
        }
        return object;
    }

    private static Place place(JsonLocation at) {
        return at == null || at.getLineNr() < 1
                ? new Place(1, 1)
                : new Place(at.getLineNr(), Math.max(1, at.getColumnNr()));
    }
}
