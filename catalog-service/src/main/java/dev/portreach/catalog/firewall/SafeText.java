package dev.portreach.catalog.firewall;

import java.text.Normalizer;

/** Text of others, made harmless before it is put into a format of its own. */
final class SafeText {

    private static final int MAX = 1_000;
    private static final String ASCII_KEPT = " .,:()/_+=@-";

    private SafeText() {}

    /**
     * One line, without what is not seen: control characters, line breaks, marks that turn the direction of writing.
     *
     * @param text null is nothing
     */
    static String line(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(MAX).forEach(c -> line.appendCodePoint(isUnseen(c) ? ' ' : c));
        return line.toString().strip();
    }

    /** One line of letters, digits and the few signs that mean nothing to any firewall's parser. */
    static String word(String text, int max) {
        // Letters lose their marks rather than become signs; lists and possessives stay readable.
        String simple = Normalizer.normalize(line(text), Normalizer.Form.NFKD)
                .replaceAll("[\\p{M}']", "")
                .replace(';', ',');
        StringBuilder word = new StringBuilder();
        simple.codePoints().limit(max).forEach(c -> word.appendCodePoint(isPlain(c) ? c : '_'));
        return word.toString().strip();
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ASCII_KEPT.indexOf(c) >= 0;
    }

    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
