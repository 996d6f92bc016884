package dev.portreach.standalone.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Archives of loaded classes (AppCDS): a service that has run once starts in about half the time and shares memory with
 * its like. An archive is made of a running service when it is about to stop, where nobody waits for it; a service that
 * is killed instead just starts slowly again.
 */
final class ClassArchives {

    private static final long PATIENCE_SECONDS = 8;

    private final Path directory;

    /**
     * @param directory of one build: an archive fits only the jars that it was made with
     */
    ClassArchives(Path directory) {
        this.directory = directory;
    }

    /** What the JVM must be told: to use the archive, or to remember what one will need. */
    List<String> options(String kind) {
        return exists(kind)
                ? List.of(
                        "-XX:SharedArchiveFile=" + file(kind), "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : List.of("-XX:+RecordDynamicDumpInfo");
    }

    boolean exists(String kind) {
        return Files.isRegularFile(file(kind));
    }

    /**
     * Makes the archive of a running service. It is only about speed: on failure there is none.
     *
     * @return whether there is one now
     */
    boolean dump(String kind, long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Path partial = file(kind).resolveSibling(kind + ".partial.jsa");
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(partial);
            Process dump = new ProcessBuilder(
                            jcmd.toString(), Long.toString(pid), "VM.cds", "dynamic_dump", partial.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!dump.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                dump.destroyForcibly();
                return false;
            }
            if (dump.exitValue() == 0 && Files.isRegularFile(partial)) {
                Files.move(partial, file(kind), StandardCopyOption.ATOMIC_MOVE);
            }
            return exists(kind);
        } catch (IOException e) {
            return false; // a runtime without jcmd, for example
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Path file(String kind) {
        return directory.resolve(kind + ".jsa");
    }
}
