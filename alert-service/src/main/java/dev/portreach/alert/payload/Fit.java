package dev.portreach.alert.payload;

/** Cuts texts to a receiver's limit, at sense: after a line or a word, never within a character or an escape. */
public final class Fit {

    private static final String MORE = "…";

    /** What stands for a code point, given the one before it. */
    @FunctionalInterface
    public interface Escape {
        String of(int before, int character);
    }

    private Fit() {}

    /**
     * At most this many UTF-16 units, which no receiver counts as more than that.
     *
     * @param limit at least 1
     */
    public static String to(String text, int limit) {
        return to(text, limit, (before, character) -> Character.toString(character));
    }

    /**
     * The text with each character escaped, at most this many UTF-16 units with the escapes.
     *
     * @param limit at least 1
     */
    public static String to(String text, int limit, Escape escape) {
        StringBuilder out = new StringBuilder(Math.min(text.length() + 16, limit));
        int whole = 0;
        int word = 0;
        int line = 0;
        int before = ' ';
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            out.append(escape.of(before, character));
            before = character;
            if (out.length() > limit) {
                out.setLength(end(limit, whole, word, line));
                return out.toString().stripTrailing() + MORE;
            }
            if (out.length() <= limit - MORE.length()) {
                whole = out.length();
                if (character == '\n') {
                    line = whole;
                }
                if (character == ' ' || character == '\n') {
                    word = whole;
                }
            }
        }
        return out.toString();
    }

    private static int end(int limit, int whole, int word, int line) {
        if (line > limit * 3 / 4) {
            return line;
        }
        return word > limit / 2 ? word : whole;
    }
}
