package dev.portreach.preflight.cli;

import picocli.CommandLine;

/** Entry of the download, {@code java -jar portreach-check-<version>.jar}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new CheckCommand()).execute(args));
    }
}
