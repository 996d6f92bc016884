package dev.portreach.standalone.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a Java child: the launcher's own JVM, a small heap, and a class archive if there is one.
 *
 * @param heapMegabytes most heap
 * @param extra further options
 */
public record JavaCommand(int heapMegabytes, List<String> extra) {

    /** Little memory and a quick start matter more here than throughput. */
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k", "-XX:+ExitOnOutOfMemoryError", "-Xshare:auto");

    public JavaCommand {
        extra = List.copyOf(extra);
    }

    public static JavaCommand withHeap(int megabytes) {
        return new JavaCommand(megabytes, List.of());
    }

    /**
     * @param jar absolute, as a class archive holds the path that it was made with
     * @param archive where the class archive is or will be
     */
    public List<String> run(Path jar, Path archive) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(SMALL);
        command.addAll(extra);
        if (Files.isRegularFile(archive)) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.add("-Dfile.encoding=UTF-8");
        command.add("-jar");
        command.add(jar.toString());
        return List.copyOf(command);
    }
}
