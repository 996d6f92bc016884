package dev.portreach.catalog.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Fields as cells, and back. */
final class CsvCells {

    private static final List<String> POINT_FIELDS = List.of("name", "kind", "owner");
    private static final Set<String> FLAGS = Set.of("true", "false");
    private static final String WHOLE_NUMBER = "-?\\d{1,18}";

    private CsvCells() {}

    /** The field's value; text that is no number stays text, which the item then refuses. */
    static JsonNode read(CellType type, String cell) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (type) {
            case TEXT -> nodes.textNode(cell);
            case NUMBER ->
                cell.strip().matches(WHOLE_NUMBER)
                        ? nodes.numberNode(Long.parseLong(cell.strip()))
                        : nodes.textNode(cell);
            case FLAG ->
                FLAGS.contains(cell.strip())
                        ? nodes.booleanNode(Boolean.parseBoolean(cell.strip()))
                        : nodes.textNode(cell);
            case JSON -> json(cell);
            case LIST -> {
                ArrayNode list = nodes.arrayNode();
                CellList.split(cell, ';').forEach(list::add);
                yield list;
            }
            case MAP -> map(cell);
            case POINTS -> {
                ArrayNode points = nodes.arrayNode();
                CellList.split(cell, ';').forEach(point -> points.add(point(point)));
                yield points;
            }
            case UNTIL -> nodes.objectNode().put("until", cell.strip());
        };
    }

    static String write(CellType type, JsonNode value) {
        return switch (type) {
            case TEXT, NUMBER, FLAG -> value.asText();
            case JSON -> value.isEmpty() ? "" : value.toString();
            case LIST -> CellList.join(texts(value), ';');
            case MAP -> {
                List<String> pairs = new ArrayList<>();
                value.properties()
                        .forEach(pair ->
                                pairs.add(pair.getKey() + "=" + pair.getValue().asText()));
                yield CellList.join(pairs, ';');
            }
            case POINTS -> {
                List<String> points = new ArrayList<>();
                value.forEach(point -> points.add(written(point)));
                yield CellList.join(points, ';');
            }
            case UNTIL -> value.path("until").asText();
        };
    }

    private static JsonNode json(String cell) {
        List<JsonNode> read = new ArrayList<>();
        try {
            TreeFile.read("[" + cell + "]", Format.JSON, (index, item) -> read.add(item));
        } catch (DocumentException e) {
            throw new IllegalArgumentException("is not JSON", e);
        }
        if (read.size() != 1) {
            throw new IllegalArgumentException("is not one JSON value");
        }
        return read.get(0);
    }

    private static ObjectNode map(String cell) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        for (String pair : CellList.split(cell, ';')) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("is not of the form key=value;key=value");
            }
            String key = pair.substring(0, equals).strip();
            if (map.has(key)) {
                throw new IllegalArgumentException("gives %s twice".formatted(key));
            }
            map.put(key, pair.substring(equals + 1));
        }
        return map;
    }

    private static ObjectNode point(String text) {
        List<String> parts = CellList.split(text, '|');
        if (parts.size() > POINT_FIELDS.size()) {
            throw new IllegalArgumentException("is not of the form name|kind|owner;name|kind|owner");
        }
        ObjectNode point = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).isEmpty()) {
                point.put(POINT_FIELDS.get(i), parts.get(i));
            }
        }
        return point;
    }

    private static String written(JsonNode point) {
        return CellList.join(
                POINT_FIELDS.stream().map(field -> point.path(field).asText("")).toList(), '|');
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(entry -> texts.add(entry.asText()));
        return texts;
    }
}
