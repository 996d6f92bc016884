package dev.portreach.standalone.cli;

import dev.portreach.standalone.control.ControlClient;
import dev.portreach.standalone.install.DataDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which running demo is meant. */
final class DataOption {

    @Option(names = "--data", paramLabel = "DIR", description = "Directory of the demo, if it was started with one.")
    private Path data;

    ControlClient control() {
        return new ControlClient(DataDirectory.controlFile(SystemOptions.data(data, "demo")));
    }
}
