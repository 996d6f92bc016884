package dev.portreach.catalog.document;

import java.util.ArrayList;
import java.util.List;

/** Several texts in one cell, such as {@code a;b}; a backslash takes the next character as it is. */
final class CellList {

    private CellList() {}

    static String join(List<String> parts, char separator) {
        StringBuilder cell = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            cell.append(i == 0 ? "" : separator).append(escaped(parts.get(i), separator));
        }
        return cell.toString();
    }

    /** The parts, without blanks around them unless a backslash stands before; an empty cell has none. */
    static List<String> split(String cell, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int solid = 0; // up to where blanks at the end belong to the part
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\\' && i + 1 < cell.length()) {
                part.append(cell.charAt(++i));
                solid = part.length();
            } else if (c == separator) {
                parts.add(part.substring(0, solid));
                part.setLength(0);
                solid = 0;
            } else if (c != ' ' || !part.isEmpty()) {
                part.append(c);
                solid = c == ' ' ? solid : part.length();
            }
        }
        if (solid > 0 || !parts.isEmpty()) {
            parts.add(part.substring(0, solid));
        }
        return parts;
    }

    private static String escaped(String part, char separator) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean isEdge = c == ' ' && (i == 0 || i == part.length() - 1);
            text.append(c == '\\' || c == separator || isEdge ? "\\" : "").append(c);
        }
        return text.toString();
    }
}
