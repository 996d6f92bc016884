package dev.portreach.catalog.check;

import java.util.regex.Pattern;

/** Ids that are safe in topic names, URLs and check ids: lower-case letters, digits, dots and hyphens, 1 to 63 long. */
public final class Slug {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

    private Slug() {}

    public static boolean is(String text) {
        return text != null && SLUG.matcher(text).matches();
    }
}
