package dev.portreach.probe.application;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;

/**
 * A regular expression to be found in a body, in RE2's syntax: matching takes time linear in the body, whatever the
 * expression and whatever the peer sends.
 */
record BodyMatch(Pattern pattern) {

    private static final int MAX_LENGTH = 200;
    private static final int MAX_PROGRAM = 1_000; // linear in this too
    private static final java.util.regex.Pattern LARGE_REPEAT =
            java.util.regex.Pattern.compile("\\{[0-9]*,?[0-9]{3,}"); // would be unrolled while it is compiled

    /** @throws IllegalArgumentException saying what is wrong with it */
    static BodyMatch parse(String expression) {
        if (expression.length() > MAX_LENGTH || LARGE_REPEAT.matcher(expression).find()) {
            throw new IllegalArgumentException(
                    "bodyMatch is longer than %d characters or repeats more than 99 times".formatted(MAX_LENGTH));
        }
        try {
            Pattern pattern = Pattern.compile(expression);
            if (pattern.programSize() > MAX_PROGRAM) {
                throw new IllegalArgumentException("bodyMatch is too large");
            }
            return new BodyMatch(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "bodyMatch is not a regular expression in RE2's syntax: %s".formatted(e.getDescription()), e);
        }
    }

    boolean isFoundIn(byte[] body, int length) {
        return pattern.matcher(new String(body, 0, length, StandardCharsets.UTF_8))
                .find();
    }
}
