package dev.portreach.alert.template;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line of a template that made a place of its result: renders once more with a mark at the end of each line. */
final class LineMarks {

    private static final Pattern MARK = Pattern.compile("\u0002(\\d+)\u0002");

    private LineMarks() {}

    /**
     * @param offset in what the template makes
     * @return from 1; 0 if it cannot be told, as where an expression spans lines
     */
    static int lineOf(String source, long offset, UnaryOperator<String> render) {
        String[] lines = source.split("\n", -1);
        StringBuilder marked = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            marked.append(lines[i]).append('\u0002').append(i + 1).append('\u0002');
            marked.append(i + 1 < lines.length ? "\n" : "");
        }
        try {
            return markAfter(render.apply(marked.toString()), offset);
        } catch (RuntimeException e) {
            return 0;
        }
    }

    private static int markAfter(String marked, long offset) {
        Matcher mark = MARK.matcher(marked);
        int marks = 0;
        int line = 0;
        while (mark.find()) {
            line = Integer.parseInt(mark.group(1));
            if (mark.start() - marks >= offset) {
                return line;
            }
            marks += mark.end() - mark.start();
        }
        return line;
    }
}
