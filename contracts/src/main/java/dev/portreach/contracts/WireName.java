package dev.portreach.contracts;

import java.util.Locale;

/** The wire form of enum constants: lower case, words joined by hyphens, as {@code open-or-filtered}. */
public final class WireName {

    private WireName() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
