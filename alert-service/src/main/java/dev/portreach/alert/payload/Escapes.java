package dev.portreach.alert.payload;

/** What stands for a character where a receiver reads markup. */
public final class Escapes {

    /** Breaks up names after an at sign, so that nobody is called; seen by nobody. */
    private static final String NOBODY = "@\u200B";

    private static final String MARKDOWN = "\\`*_{}[]()>#+-!|~";

    private Escapes() {}

    /** Slack's three control characters (docs.slack.dev, "Formatting message text"); no mention works without them. */
    public static String slack(int before, int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(character);
        };
    }

    /** Markdown as Mattermost and Discord read it: a backslash before what has a meaning. Mail addresses stay whole. */
    public static String markdown(int before, int character) {
        if (character == '@') {
            boolean mail = before < 128 && Character.isLetterOrDigit(before);
            return mail ? "@" : NOBODY;
        }
        return MARKDOWN.indexOf(character) >= 0 ? "\\" + Character.toString(character) : Character.toString(character);
    }
}
