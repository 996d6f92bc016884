package dev.portreach.catalog.document;

import java.util.Locale;
import java.util.Optional;

/** What a file is written in. */
public enum Format {
    YAML,
    JSON,
    CSV;

    /** By the end of a file's name; empty where that says nothing. */
    public static Optional<Format> ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return Optional.of(YAML);
        }
        if (lower.endsWith(".json")) {
            return Optional.of(JSON);
        }
        return lower.endsWith(".csv") ? Optional.of(CSV) : Optional.empty();
    }
}
