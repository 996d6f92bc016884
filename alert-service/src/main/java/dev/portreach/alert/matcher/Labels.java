package dev.portreach.alert.matcher;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What matchers can ask of one check of an incident; values are never empty. */
public final class Labels {

    /** The names, as messages and REST use the words; labels of sites begin with {@link #OF_SITE}. */
    static final List<String> NAMES = List.of(
            "site",
            "vantage",
            "region",
            "access",
            "component",
            "endpoint",
            "host",
            "port",
            "policy",
            "agent",
            "severity",
            "cause",
            "contact",
            "enforcement-point",
            "owner");

    public static final String OF_SITE = "label.";
    static final Labels NONE = new Labels(Map.of());

    private static final List<String> NOTHING = List.of("");

    private final Map<String, List<String>> values;

    private Labels(Map<String, List<String>> values) {
        this.values = values;
    }

    /** One value a name. */
    public static Labels of(Map<String, String> values) {
        Map<String, List<String>> lists = new HashMap<>();
        values.forEach((name, value) -> lists.put(name, value == null ? List.of() : List.of(value)));
        return ofLists(lists);
    }

    static Labels ofLists(Map<String, List<String>> values) {
        Map<String, List<String>> clean = new TreeMap<>();
        values.forEach((name, list) -> {
            List<String> present = list.stream()
                    .filter(value -> value != null && !value.isEmpty())
                    .distinct()
                    .toList();
            if (!present.isEmpty()) {
                clean.put(name, present);
            }
        });
        return new Labels(Collections.unmodifiableMap(clean));
    }

    public static boolean isKnown(String name) {
        return NAMES.contains(name) || (name.startsWith(OF_SITE) && name.length() > OF_SITE.length());
    }

    /** For messages about what is not known. */
    public static String described() {
        return String.join(", ", NAMES) + " and label.<name of a site's label>";
    }

    /** The values; the empty text alone if there are none. */
    List<String> of(String name) {
        return values.getOrDefault(name, NOTHING);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels && values.equals(labels.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
