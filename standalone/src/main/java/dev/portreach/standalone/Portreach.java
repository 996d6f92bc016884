package dev.portreach.standalone;

import dev.portreach.standalone.cli.CommandTree;

/** Entry of {@code ./portreach}. */
public final class Portreach {

    private Portreach() {}

    public static void main(String[] args) {
        System.exit(CommandTree.execute(args));
    }
}
