package dev.portreach.alert.template;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands for a channel's secret in a payload that waits in the database; the secret itself is put in when it is sent. No
 * name can forge one, as messages hold no control characters and a backslash is always doubled in JSON.
 */
public final class SecretMarks {

    /** Names of secrets. */
    public static final String NAME = "[a-z][a-z0-9_]{0,39}";

    private static final char AROUND = '\u0001';
    private static final Pattern WRITTEN = Pattern.compile("\\\\u0001(" + NAME + ")\\\\u0001");

    private SecretMarks() {}

    static String of(String name) {
        return AROUND + name + AROUND;
    }

    /** Puts the secrets in; one that is not known any more becomes empty. */
    public static String resolve(String payload, Map<String, String> secrets) {
        return WRITTEN.matcher(payload)
                .replaceAll(mark -> Matcher.quoteReplacement(new String(
                        JsonStringEncoder.getInstance().quoteAsString(secrets.getOrDefault(mark.group(1), "")))));
    }
}
