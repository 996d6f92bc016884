package dev.portreach.catalog.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares two documents field by field. Objects in lists are told apart by their id or key, where they have one. */
public final class FieldDiff {

    private FieldDiff() {}

    /** What differs, in order of path within each object; either may be null where nothing is there. */
    public static List<FieldChange> between(JsonNode before, JsonNode after) {
        List<FieldChange> changes = new ArrayList<>();
        add(changes, "", present(before), present(after));
        return changes;
    }

    private static void add(List<FieldChange> changes, String path, JsonNode before, JsonNode after) {
        if (before != null && after != null && before.isObject() && after.isObject()) {
            fields(changes, path, before, after);
        } else if (before != null && after != null && isKeyed(before) && isKeyed(after)) {
            entries(changes, path, byKey(before), byKey(after));
        } else if (before == null ? after != null : !before.equals(after)) {
            changes.add(new FieldChange(path, before, after));
        }
    }

    private static void fields(List<FieldChange> changes, String path, JsonNode before, JsonNode after) {
        TreeSet<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String field = path.isEmpty() ? name : path + "." + name;
            add(changes, field, present(before.get(name)), present(after.get(name)));
        }
    }

    private static void entries(
            List<FieldChange> changes, String path, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            add(changes, "%s[%s]".formatted(path, key), before.get(key), after.get(key));
        }
    }

    private static boolean isKeyed(JsonNode list) {
        return list.isArray()
                && !list.isEmpty()
                && byKey(list).size() == list.size()
                && !byKey(list).containsKey("");
    }

    private static Map<String, JsonNode> byKey(JsonNode list) {
        Map<String, JsonNode> byKey = new LinkedHashMap<>();
        list.forEach(
                entry -> byKey.put(entry.path("key").asText(entry.path("id").asText("")), entry));
        return byKey;
    }

    private static JsonNode present(JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode() ? null : node;
    }
}
