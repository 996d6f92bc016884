package dev.portreach.catalog.policy;

import dev.portreach.catalog.check.Violations;
import java.util.regex.Pattern;

/** Versions of products as vendors print them: 1 to 6 numbers joined by dots, the first one first; 4.10 is after 4.7. */
public final class ProductVersions {

    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,5}");

    private ProductVersions() {}

    public static boolean is(String text) {
        return text != null && VERSION.matcher(text).matches();
    }

    /** Adds what is wrong with an optional version. */
    public static void check(Violations violations, String field, String text) {
        if (text != null && !is(text)) {
            violations.add(field, "is not a version: numbers and dots, such as 4.7");
        }
    }

    /** Negative, zero or positive as {@code one} is before, equal to or after {@code other}; 4 equals 4.0. */
    public static int compare(String one, String other) {
        String[] ours = one.split("\\.", -1);
        String[] theirs = other.split("\\.", -1);
        for (int i = 0; i < Math.max(ours.length, theirs.length); i++) {
            int order = Integer.compare(number(ours, i), number(theirs, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int number(String[] parts, int index) {
        return index < parts.length ? Integer.parseInt(parts[index]) : 0;
    }
}
