package dev.portreach.alert.payload;

import java.util.Locale;

/** What a message looks like at a glance. */
public enum Colour {
    RED(0xd92d20),
    AMBER(0xd97706),
    GREEN(0x12872f),
    GREY(0x667085);

    private final int rgb;

    Colour(int rgb) {
        this.rgb = rgb;
    }

    public static Colour of(Message message) {
        if (message.notice().ends()) {
            return GREEN;
        }
        return switch (message.severity()) {
            case CRITICAL -> RED;
            case WARNING -> AMBER;
            case INFO, UNRECOGNISED -> GREY;
        };
    }

    /** {@code #d92d20}. */
    String hex() {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    /** Red, green and blue as one number, 0 to 16,777,215. */
    public int rgb() {
        return rgb;
    }
}
