package dev.portreach.catalog.pack.file;

import java.util.Locale;

/** How a pack is written down. */
public enum PackFormat {
    JSON,
    YAML,
    /** The rows alone: what a vendor's table has. */
    CSV;

    /** By the end of a file's name: {@code .yaml}, {@code .yml} or {@code .csv}; JSON for all else. */
    public static PackFormat ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return YAML;
        }
        return lower.endsWith(".csv") ? CSV : JSON;
    }
}
