package dev.portreach.standalone.cli;

import dev.portreach.preflight.cli.DurationConverter;
import dev.portreach.standalone.platform.PortPlan;
import dev.portreach.standalone.platform.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of the commands that start a system. */
final class SystemOptions {

    static final String DEFAULT_BASE_PORT = "7800";

    private static final Duration DEFAULT_DEADLINE = Duration.ofMillis(1500);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept. Default: .portreach/up or .portreach/demo beside this script.")
    private Path data;

    @Option(
            names = "--bind",
            paramLabel = "ADDR",
            defaultValue = "127.0.0.1",
            description = "Address on which services and Kafka listen. Default: ${DEFAULT-VALUE}.")
    private String bind;

    @Option(
            names = "--advertise",
            paramLabel = "ADDR",
            description = "Address by which agents on other hosts reach this one. Default: that of --bind.")
    private String advertise;

    @Option(
            names = "--insecure",
            description = "Listen beyond loopback although there is neither TLS nor a credential.")
    private boolean insecure;

    @Option(
            names = "--base-port",
            paramLabel = "PORT",
            defaultValue = DEFAULT_BASE_PORT,
            description = "Catalog at +1, alert at +2, the demo's webhooks at +3, PostgreSQL at +32, Kafka at +92."
                    + " Default: ${DEFAULT-VALUE}.")
    private int basePort;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time between two probes of a check. Default: 30s, demo 2s.")
    private Duration interval;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a probe waits for an answer. Default: 1500ms.")
    private Duration deadline;

    Settings settings(String shape, Duration defaultInterval) {
        return Settings.of(
                data(data, shape),
                bind,
                advertise,
                insecure,
                new PortPlan(basePort),
                Optional.ofNullable(interval).orElse(defaultInterval),
                Optional.ofNullable(deadline).orElse(DEFAULT_DEADLINE));
    }

    static Path data(Path chosen, String shape) {
        return chosen != null ? chosen : Path.of(System.getProperty("portreach.home", "."), ".portreach", shape);
    }
}
