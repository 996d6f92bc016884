package dev.portreach.catalog.pack.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.Iterator;
import java.util.Set;
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
 * One YAML document as a tree, out of the parser's events: there is nothing to expand or to construct. Anchors, aliases,
 * tags, a second document, keys given twice and deep nesting are refused with their place.
 *
 * <p>Plain text is a boolean, null or (under {@code version} at the top) a number only where that is meant; else it stays
 * text, so that {@code ports: 80} and {@code sinceVersion: 4.10} are what they look like.
 */
final class YamlTree {

    private static final int MAX_DEPTH = 20;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> NULLS = Set.of("", "~", "null");

    private final Iterator<Event> events;

    private YamlTree(Iterator<Event> events) {
        this.events = events;
    }

    /** @throws UnreadablePackException naming the place of what is refused */
    static JsonNode read(String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(Integer.MAX_VALUE); // the size in bytes is limited before
        try {
            return new YamlTree(new Yaml(limits).parse(new StringReader(text)).iterator()).document();
        } catch (MarkedYAMLException e) {
            throw fault(e.getProblemMark(), "is not YAML: " + firstLine(e.getProblem()));
        } catch (YAMLException e) {
            throw new UnreadablePackException(1, 1, "is not YAML: " + firstLine(e.getMessage()));
        }
    }

    private JsonNode document() {
        events.next(); // the stream begins
        Event start = events.next();
        if (start.is(Event.ID.StreamEnd)) {
            throw fault(start.getStartMark(), "is empty");
        }
        JsonNode root = value(events.next(), "", 1);
        events.next(); // the document ends
        Event next = events.next();
        if (!next.is(Event.ID.StreamEnd)) {
            throw fault(next.getStartMark(), "begins a second document; a pack is one");
        }
        return root;
    }

    private JsonNode value(Event event, String path, int depth) {
        requirePlain(event, depth);
        if (event instanceof MappingStartEvent) {
            return object(path, depth);
        }
        if (event instanceof SequenceStartEvent) {
            ArrayNode array = NODES.arrayNode();
            for (Event next = events.next(); !next.is(Event.ID.SequenceEnd); next = events.next()) {
                array.add(value(next, path + "[]", depth + 1));
            }
            return array;
        }
        return scalar((ScalarEvent) event, path);
    }

    private ObjectNode object(String path, int depth) {
        ObjectNode object = NODES.objectNode();
        for (Event next = events.next(); !next.is(Event.ID.MappingEnd); next = events.next()) {
            requirePlain(next, depth);
            if (!(next instanceof ScalarEvent key)) {
                throw fault(next.getStartMark(), "has a key that is not text");
            }
            if (object.has(key.getValue())) {
                throw fault(next.getStartMark(), "gives the key \"%s\" twice".formatted(shown(key.getValue())));
            }
            object.set(key.getValue(), value(events.next(), path + "." + key.getValue(), depth + 1));
        }
        return object;
    }

    private static JsonNode scalar(ScalarEvent scalar, String path) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return NODES.textNode(text);
        }
        if (NULLS.contains(text)) {
            return NODES.nullNode();
        }
        if (text.equals("true") || text.equals("false")) {
            return NODES.booleanNode(text.equals("true"));
        }
        return path.equals(".version") && text.matches("-?\\d{1,9}")
                ? NODES.numberNode(Integer.parseInt(text))
                : NODES.textNode(text);
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
        if (depth > MAX_DEPTH) {
            throw fault(at, "is nested deeper than %d levels".formatted(MAX_DEPTH));
        }
    }

    private static UnreadablePackException fault(Mark at, String reason) {
        return at == null
                ? new UnreadablePackException(1, 1, reason)
                : new UnreadablePackException(at.getLine() + 1, at.getColumn() + 1, reason);
    }

    private static String firstLine(String message) {
        return message == null ? "" : shown(message.lines().findFirst().orElse(""));
    }

    private static String shown(String text) {
        String cut = text.length() > 100 ? text.substring(0, 100) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
