package dev.portreach.probe.network;

import java.util.regex.Pattern;

/** How names of hosts look: letters, digits, hyphens and, as some sites have them, underscores (RFC 1123, section 2.1). */
public final class HostName {

    private static final int MAX_LENGTH = 253;
    private static final Pattern NAME = Pattern.compile(
            "[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?)*\\.?");

    private HostName() {}

    public static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && NAME.matcher(text).matches();
    }
}
