package dev.portreach.alert.payload;

/** Takes out of a text what no name needs and what could mislead a reader or break a payload. */
final class Clean {

    private static final int REPLACEMENT = 0xFFFD;

    private Clean() {}

    /** Lines stay; control characters, half characters and marks that turn the direction of writing do not. */
    static String text(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\n' || !isHidden(character)) {
                boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
                clean.appendCodePoint(half ? REPLACEMENT : character);
            }
        });
        return clean.toString();
    }

    /** The same in one line. */
    static String line(String text) {
        return text(text == null ? null : text.replaceAll("\\s", " "))
                .replace('\n', ' ')
                .strip();
    }

    private static boolean isHidden(int character) {
        return Character.isISOControl(character)
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069)
                || (character >= 0xFFF9 && character <= 0xFFFB)
                || character == 0x2028
                || character == 0x2029
                || character == 0xFEFF;
    }
}
