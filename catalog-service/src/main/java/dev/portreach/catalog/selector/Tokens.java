package dev.portreach.catalog.selector;

/** The text of a selector, read from left to right. */
final class Tokens {

    private final String text;
    private int at;

    Tokens(String text) {
        this.text = text;
    }

    static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().allMatch(Tokens::isWordCharacter);
    }

    private static boolean isWordCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._/-".indexOf(c) >= 0;
    }

    boolean atEnd() {
        skipBlanks();
        return at == text.length();
    }

    /** Goes on behind the symbol, if it is next. */
    boolean take(String symbol) {
        skipBlanks();
        if (!text.startsWith(symbol, at)) {
            return false;
        }
        at += symbol.length();
        return true;
    }

    /** Goes on behind the word, if it is next and ends there. */
    boolean takeWord(String word) {
        int before = at;
        if (take(word) && (at == text.length() || !isWordCharacter(text.charAt(at)))) {
            return true;
        }
        at = before;
        return false;
    }

    String word(String what) {
        skipBlanks();
        int from = at;
        while (at < text.length() && isWordCharacter(text.charAt(at))) {
            at++;
        }
        if (from == at) {
            throw expected(what);
        }
        return text.substring(from, at);
    }

    /** A word, or any text in double quotes, in which a backslash takes the next character as it is. */
    String value() {
        if (!take("\"")) {
            return word("a value");
        }
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at < text.length()) {
                value.append(text.charAt(at++));
            }
        }
        if (at >= text.length()) {
            throw expected("a closing quote");
        }
        at++;
        return value.toString();
    }

    InvalidSelectorException expected(String what) {
        return new InvalidSelectorException("%s is expected at character %d; write for example %s"
                .formatted(what, at + 1, "region=emea,tier in (gold,silver),!closed"));
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
