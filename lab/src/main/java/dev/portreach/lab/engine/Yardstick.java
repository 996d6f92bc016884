package dev.portreach.lab.engine;

import dev.portreach.lab.Listeners;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The loop in C beside which an agent is measured, compiled when it is needed. */
final class Yardstick {

    /**
     * What the loop did.
     *
     * @param cpuSeconds in user and kernel mode
     */
    record Figures(long open, long refused, long other, double seconds, double cpuSeconds) {

        double perSecond() {
            return (open + refused) / seconds;
        }

        double cpuMicrosEach() {
            return cpuSeconds * 1e6 / (open + refused);
        }
    }

    private static final String SOURCE = "/dev/portreach/lab/yardstick.c";
    private static final int IN_FLIGHT = 256;

    private final Path program;

    private Yardstick(Path program) {
        this.program = program;
    }

    /** Empty where there is no gcc. */
    static Optional<Yardstick> compile(Path dir) throws IOException, InterruptedException {
        Path source = dir.resolve("yardstick.c");
        try (InputStream in = Yardstick.class.getResourceAsStream(SOURCE)) {
            Files.write(source, in.readAllBytes());
        }
        Path program = dir.resolve("yardstick");
        try {
            Process gcc = new ProcessBuilder("gcc", "-O2", "-o", program.toString(), source.toString())
                    .inheritIO()
                    .start();
            return gcc.waitFor() == 0 ? Optional.of(new Yardstick(program)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // not installed
        }
    }

    /** Connects to 127.0.0.1 as fast as one thread can. */
    Figures connect(int firstPort, int ports, int seconds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "connect",
                        "127.0.0.1",
                        Integer.toString(firstPort),
                        Integer.toString(ports),
                        Integer.toString(IN_FLIGHT),
                        Integer.toString(seconds))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .trim()
                .split(" ", -1);
        process.waitFor();
        return new Figures(
                Long.parseLong(said[0]),
                Long.parseLong(said[1]),
                Long.parseLong(said[2]),
                seconds,
                Long.parseLong(said[3]) / 1e6);
    }

    /**
     * Starts listeners that keep each connection until the peer closes it: in C where there is gcc, so that they take
     * little of the machine from what is measured.
     */
    static Process listen(Optional<Yardstick> yardstick, String address, int firstPort, int ports) throws IOException {
        List<String> command = new ArrayList<>();
        if (yardstick.isPresent()) {
            command.addAll(List.of(
                    yardstick.get().program.toString(),
                    "listen",
                    address,
                    Integer.toString(firstPort),
                    Integer.toString(ports)));
        } else {
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Listeners.class.getName()));
            IntStream.range(firstPort, firstPort + ports)
                    .mapToObj(Integer::toString)
                    .forEach(command::add);
        }
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
