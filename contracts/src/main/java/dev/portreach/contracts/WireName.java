package dev.portreach.contracts;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The wire form of enum constants: lower case, words joined by hyphens, as {@code open-or-filtered}. */
public final class WireName {

    /** Asked for with every check that is grouped or written. */
    private static final Map<Enum<?>, String> NAMES = new ConcurrentHashMap<>();

    private WireName() {}

    public static String of(Enum<?> constant) {
        return NAMES.computeIfAbsent(
                constant, each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
