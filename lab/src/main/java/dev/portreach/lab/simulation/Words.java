package dev.portreach.lab.simulation;

import java.util.List;

/** Reads what a benchmark is called with. */
final class Words {

    private Words() {}

    /** The word after this option. */
    static String after(List<String> words, String option, String otherwise) {
        int at = words.indexOf(option);
        return at < 0 || at + 1 >= words.size() ? otherwise : words.get(at + 1);
    }
}
