package dev.portreach.preflight.cli;

import dev.portreach.catalog.pack.Pack;
import dev.portreach.contracts.port.InvalidPortsException;
import dev.portreach.contracts.port.Ports;
import dev.portreach.preflight.Preflight;
import dev.portreach.preflight.UsageException;
import dev.portreach.preflight.plan.PackSource;
import dev.portreach.preflight.plan.Request;
import dev.portreach.preflight.plan.Target;
import dev.portreach.preflight.report.Report;
import dev.portreach.preflight.upload.UploadException;
import dev.portreach.preflight.upload.Uploader;
import dev.portreach.probe.assignment.AssignmentPlanner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One sweep from this machine. */
@Command(
        name = "check",
        description = {
            "Probe once, from this machine and without any server, every port that a pack demands of the given hosts,"
                    + " and say what is open, what is not, and what to open.",
            "",
            "Many new ports in a short time look like a scan: an intrusion prevention system on the way may block this"
                    + " machine, and then ports look closed that are open. Announce the check, or lower --rate."
        },
        mixinStandardHelpOptions = true,
        versionProvider = CheckCommand.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all that is required is reachable",
            "1:something required is not, or could not be proven",
            "2:wrong usage"
        },
        footer = "%nAn upload that fails changes neither output nor exit status; standard error says so.")
public final class CheckCommand implements Callable<Integer> {

    private static final double MAX_RATE = 100_000;
    private static final int MAX_USERS = 65_535;

    @Option(
            names = "--pack",
            required = true,
            paramLabel = "NAME|FILE",
            description =
                    "A built-in pack, as media-composer-cloud, or a file that the catalog takes (.json, .yaml, .csv).")
    private String pack;

    @Option(
            names = "--endpoint",
            required = true,
            paramLabel = "COMPONENT=HOST",
            description = "Where a component of the pack is: address or name. Again for each component and host.")
    private List<String> endpoints;

    @Option(
            names = "--only",
            paramLabel = "COMPONENT",
            split = ",",
            description = "Look at these components alone, of those given by --endpoint.")
    private List<String> only = List.of();

    @Option(
            names = "--override",
            paramLabel = "POLICY=PORTS",
            description = "Ports of this installation, as delivery-receiver.control=33322.")
    private List<String> overrides = List.of();

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "Concurrent users: of ranges with a port for each active job, only the first N ports count.")
    private Integer users;

    @Option(
            names = "--rate",
            paramLabel = "PORTS/S",
            defaultValue = "50",
            description = "New ports a second at one address; 0 for no limit. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "1500ms",
            converter = DurationConverter.class,
            description = "How long to wait for an answer, where the pack does not say; below 1s, one lost packet looks"
                    + " like a closed port. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Option(
            names = "--accept-unproven",
            description = "Exit with 0 also if ports on which nothing listens now stay silent, which proves nothing.")
    private boolean acceptUnproven;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "table",
            converter = OutputForm.Converter.class,
            description = "table, json, csv or junit. Default: ${DEFAULT-VALUE}.")
    private OutputForm output;

    @Option(
            names = "--upload",
            description = "Add the result to the history of a Portreach installation, as proven from --from.")
    private boolean upload;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Base URL of its alert-service. Default: " + Uploader.DEFAULT_SERVER + ".")
    private String server;

    @Option(
            names = "--from",
            paramLabel = "NAME",
            description = "From where it was proven, for people who read it. Default: the name of this machine.")
    private String from;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine line = spec.commandLine();
        ProgressLine progress = new ProgressLine(line.getErr(), Terminal.isAtErrorOutput());
        try {
            Request request = request();
            Optional<Uploader> uploader = uploader();
            Report report = Preflight.run(request, machine(), rate, progress, InstantSource.system());
            progress.clear();
            line.getOut().println(output.write(report, acceptUnproven));
            line.getOut().flush();
            uploader.ifPresent(to -> upload(to, report));
            return report.isReachable(acceptUnproven) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (UsageException e) {
            line.getErr().println("portreach check: " + e.getMessage());
            line.getErr().flush();
            return CommandLine.ExitCode.USAGE;
        }
    }

    private Optional<Uploader> uploader() {
        require(upload || (server == null && from == null), "--server and --from are for --upload");
        return upload
                ? Optional.of(new Uploader(
                        server == null ? Uploader.DEFAULT_SERVER : server, from == null ? machine() : from))
                : Optional.empty();
    }

    /** Whatever becomes of it, the check has been made: output and exit status are its own. */
    private void upload(Uploader to, Report report) {
        String word;
        try {
            word = "added to history: " + to.upload(report, acceptUnproven, Version.text());
        } catch (UploadException e) {
            word = "NOT added to history: " + e.getMessage();
        }
        spec.commandLine().getErr().println("portreach check: " + word);
        spec.commandLine().getErr().flush();
    }

    private Request request() {
        require(rate >= 0 && rate <= MAX_RATE, "--rate is not within 0 to %.0f".formatted(MAX_RATE));
        require(users == null || (users >= 1 && users <= MAX_USERS), "--users is not within 1 to " + MAX_USERS);
        require(
                timeout.toMillis() >= 100 && timeout.compareTo(AssignmentPlanner.MAX_DEADLINE) <= 0,
                "--timeout is not within 100ms to 30s");
        Pack wanted = PackSource.load(pack);
        List<Target> targets = endpoints.stream()
                .filter(text -> only.isEmpty() || only.contains(text.replaceFirst("=.*", "")))
                .map(Target::parse)
                .distinct()
                .toList();
        require(!targets.isEmpty(), "--only leaves nothing to look at: no --endpoint has such a component");
        return new Request(wanted, targets, overridden(), users == null ? 0 : users, timeout);
    }

    private Map<String, Ports> overridden() {
        Map<String, Ports> ports = new LinkedHashMap<>();
        for (String text : overrides) {
            int equals = text.indexOf('=');
            require(equals > 0, "\"%s\" is no override: write policy=ports".formatted(text));
            try {
                Ports given = Ports.parse(text.substring(equals + 1));
                require(!given.equals(Ports.ECHO), "--override %s: port 0 is none".formatted(text));
                ports.put(text.substring(0, equals), given);
            } catch (InvalidPortsException e) {
                throw new UsageException("--override %s: %s".formatted(text, e.getMessage()), e);
            }
        }
        return ports;
    }

    private static void require(boolean fits, String otherwise) {
        if (!fits) {
            throw new UsageException(otherwise);
        }
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this machine"; // its own name does not resolve
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }

        static String text() {
            String version = CheckCommand.class.getPackage().getImplementationVersion();
            return "portreach check " + (version == null ? "(not packaged)" : version);
        }
    }
}
