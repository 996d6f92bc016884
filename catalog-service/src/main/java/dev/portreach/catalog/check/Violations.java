package dev.portreach.catalog.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects everything that is wrong with an input, so that it can be said at once. */
public final class Violations {

    private static final int MAX = 50; // enough to act on; keeps the answer small
    private static final Pattern LABEL_KEY = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?");

    private final List<Violation> found = new ArrayList<>();
    private final int max;

    public Violations() {
        this(MAX);
    }

    /**
     * @param max how many are kept; those after them are left out
     */
    public Violations(int max) {
        this.max = max;
    }

    public void add(String field, String reason) {
        add(new Violation(field, reason));
    }

    public void add(Violation violation) {
        if (found.size() < max) {
            found.add(violation);
        }
    }

    /** Whether more would be left out. */
    public boolean isFull() {
        return found.size() >= max;
    }

    public List<Violation> found() {
        return List.copyOf(found);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public void id(String field, String id) {
        if (id == null) {
            add(field, "is missing");
        } else if (!Slug.is(id)) {
            add(
                    field,
                    "is not an id: 1 to 63 lower-case letters, digits, dots and hyphens, first and last a letter or digit");
        }
    }

    public void required(String field, Object value) {
        if (value == null) {
            add(field, "is missing");
        }
    }

    /** Optional text on one line. */
    public void text(String field, String text, int max) {
        if (text == null) {
            return;
        }
        if (text.length() > max) {
            add(field, "is longer than %d characters".formatted(max));
        } else if (!isPrintable(text)) {
            add(field, "holds control characters");
        }
    }

    /** Text that must be there. */
    public void requiredText(String field, String text, int max) {
        if (text == null || text.isBlank()) {
            add(field, "is missing");
        } else {
            text(field, text, max);
        }
    }

    /** An enum from REST must be one of today's values: the one for newer versions' events is none. */
    public void word(String field, Enum<?> value) {
        if (value == null) {
            add(field, "is missing");
        } else if (value.name().equals("UNRECOGNISED")) {
            add(field, "is not a value to be set");
        }
    }

    public void labelKey(String field, String key) {
        if (!LABEL_KEY.matcher(key).matches()) {
            add(field, "is not a label key: 1 to 63 letters, digits and . _ / -, first and last a letter or digit");
        }
    }

    /** Whether people and the database can take it: no control characters, no half surrogate pairs. */
    public static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
