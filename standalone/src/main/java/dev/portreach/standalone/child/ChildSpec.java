package dev.portreach.standalone.child;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to run.
 *
 * @param name unique among the children; names its log
 * @param command program and arguments; no secrets, since everybody on the machine can read them
 * @param environment added to the launcher's own
 * @param directory where it runs
 */
public record ChildSpec(String name, List<String> command, Map<String, String> environment, Path directory) {

    public ChildSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Without the environment: it holds secrets. */
    @Override
    public String toString() {
        return "ChildSpec[name=%s, command=%s]".formatted(name, command);
    }
}
