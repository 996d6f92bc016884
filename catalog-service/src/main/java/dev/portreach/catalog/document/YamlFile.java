package dev.portreach.catalog.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.Iterator;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Items of YAML documents, out of the parser's events: there is nothing to expand or to construct. Anchors, aliases, tags,
 * keys given twice and deep nesting are refused with their place.
 *
 * <p>Plain text is a number only where that prints alike: 007, 4.10 and 1e3 stay what they look like.
 */
final class YamlFile {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("0|-?[1-9]\\d{0,17}");

    private final Iterator<Event> events;
    private final BiConsumer<String, Place> places;
    private int items;

    private YamlFile(Iterator<Event> events, BiConsumer<String, Place> places) {
        this.events = events;
        this.places = places;
    }

    /**
     * Reads item by item.
     *
     * @param places takes the path and place of every value
     * @throws DocumentException naming the place of what is refused
     */
    static void read(String text, ItemSink sink, BiConsumer<String, Place> places) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(Integer.MAX_VALUE); // the body's size is limited before
        try {
            new YamlFile(new Yaml(limits).parse(new StringReader(text)).iterator(), places).documents(sink);
        } catch (MarkedYAMLException e) {
            throw fault(e.getProblemMark(), "is not YAML: " + DocumentException.shown(e.getProblem()));
        } catch (YAMLException e) {
            throw fault(null, "is not YAML: " + DocumentException.shown(e.getMessage()));
        }
    }

    private void documents(ItemSink sink) {
        events.next(); // the stream begins
        while (!events.next().is(Event.ID.StreamEnd)) { // else a document begins
            Event root = events.next();
            requirePlain(root, 1);
            if (root instanceof SequenceStartEvent) {
                for (Event next = events.next(); !next.is(Event.ID.SequenceEnd); next = events.next()) {
                    item(next, 2, sink);
                }
            } else if (!(root instanceof ScalarEvent scalar && scalar(scalar).isNull())) { // nothing between two marks
                item(root, 1, sink);
            }
            events.next(); // the document ends
        }
    }

    private void item(Event event, int depth, ItemSink sink) {
        sink.item(items, value(event, "[%d]".formatted(items), depth));
        items++;
    }

    private JsonNode value(Event event, String path, int depth) {
        requirePlain(event, depth);
        places.accept(path, place(event.getStartMark()));
        if (event instanceof MappingStartEvent) {
            return object(path, depth);
        }
        if (event instanceof SequenceStartEvent) {
            ArrayNode array = NODES.arrayNode();
            for (Event next = events.next(); !next.is(Event.ID.SequenceEnd); next = events.next()) {
                array.add(value(next, path + "[" + array.size() + "]", depth + 1));
            }
            return array;
        }
        return scalar((ScalarEvent) event);
    }

    private ObjectNode object(String path, int depth) {
        ObjectNode object = NODES.objectNode();
        for (Event next = events.next(); !next.is(Event.ID.MappingEnd); next = events.next()) {
            requirePlain(next, depth);
            if (!(next instanceof ScalarEvent key)) {
                throw fault(next.getStartMark(), "has a key that is not text");
            }
            String name = key.getValue();
            if (object.has(name)) {
                throw fault(next.getStartMark(), "gives %s twice".formatted(DocumentException.shown(name)));
            }
            object.set(name, value(events.next(), path + "." + name, depth + 1));
        }
        return object;
    }

    private static JsonNode scalar(ScalarEvent scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return NODES.textNode(text);
        }
        if (NULLS.contains(text)) {
            return NODES.nullNode();
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return NODES.booleanNode(TRUE.contains(text));
        }
        if (!PLAIN_NUMBER.matcher(text).matches()) {
            return NODES.textNode(text);
        }
        long number = Long.parseLong(text);
        return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }

    private static void requirePlain(Event event, int depth) {
        Mark at = event.getStartMark();
        if (event instanceof AliasEvent) {
            throw fault(at, "is an alias; write out what it stands for");
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw fault(at, "has an anchor, which is not taken");
        }
        boolean hasTag = (event instanceof ScalarEvent scalar && scalar.getTag() != null)
                || (event instanceof MappingStartEvent mapping && mapping.getTag() != null)
                || (event instanceof SequenceStartEvent sequence && sequence.getTag() != null);
        if (hasTag) {
            throw fault(at, "has a tag, which is not taken");
        }
        if (depth > TreeFile.MAX_DEPTH) {
            throw fault(at, "is nested deeper than %d levels".formatted(TreeFile.MAX_DEPTH));
        }
    }

    private static DocumentException fault(Mark at, String reason) {
        return new DocumentException(place(at), reason);
    }

    private static Place place(Mark at) {
        return at == null ? new Place(1, 1) : new Place(at.getLine() + 1, at.getColumn() + 1);
    }
}
