package dev.portreach.alert.problem;

/** What callers sent, fit to be shown back. */
final class Texts {

    private static final int LONGEST = 120;

    private Texts() {}

    static String printable(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
