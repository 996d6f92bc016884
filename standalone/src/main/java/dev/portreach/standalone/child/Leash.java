package dev.portreach.standalone.child;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ties a child to the launcher where the system offers the means: in a session of its own, so that Ctrl-C reaches the
 * launcher alone, which then stops things in order; and told to end when the launcher dies in whatever way.
 */
public final class Leash {

    private final List<String> prefix;

    private Leash(List<String> prefix) {
        this.prefix = List.copyOf(prefix);
    }

    /** By what is found on the path: {@code setsid} and {@code setpriv} of util-linux. */
    public static Leash ofSystem() {
        List<String> prefix = new ArrayList<>();
        find("setsid").ifPresent(prefix::add);
        find("setpriv").ifPresent(setpriv -> prefix.addAll(List.of(setpriv, "--pdeathsig", "TERM", "--")));
        return new Leash(prefix);
    }

    public static Leash none() {
        return new Leash(List.of());
    }

    public List<String> around(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    private static Optional<String> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String directory : path.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(directory, program);
            if (!directory.isEmpty() && Files.isExecutable(candidate)) {
                return Optional.of(candidate.toString());
            }
        }
        return Optional.empty();
    }
}
