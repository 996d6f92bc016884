package dev.portreach.standalone.platform;

import dev.portreach.standalone.child.ChildSpec;
import dev.portreach.standalone.install.DataDirectory;
import dev.portreach.standalone.install.Distribution;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the shipped services are started here. */
public final class Services {

    public static final String CATALOG = "catalog-service";
    public static final String ALERT = "alert-service";

    private static final int CATALOG_HEAP = 128;
    private static final int ALERT_HEAP = 192;
    private static final int AGENT_HEAP = 48;

    private final Settings settings;
    private final DataDirectory data;
    private final Distribution distribution;

    public Services(Settings settings, DataDirectory data, Distribution distribution) {
        this.settings = settings;
        this.data = data;
        this.distribution = distribution;
    }

    /** Where a database is and how to enter it. */
    public record Database(String jdbcUrl, String user, String password) {

        @Override
        public String toString() {
            return jdbcUrl;
        }
    }

    public ChildSpec catalog(Database database) {
        Map<String, String> environment = server(settings.ports().catalog(), database);
        environment.put("PORTREACH_PROBING_INTERVAL", settings.interval().toString());
        environment.put("PORTREACH_PROBING_DEADLINE", settings.deadline().toString());
        environment.put("PORTREACH_AGENTS_BROKERS", settings.advertisedBootstrap());
        environment.put("PORTREACH_AGENTS_CATALOG", settings.advertisedCatalogUrl());
        return spec(CATALOG, JavaCommand.withHeap(CATALOG_HEAP), distribution.application(CATALOG), environment);
    }

    public ChildSpec alert(Database database) {
        Map<String, String> environment = server(settings.ports().alert(), database);
        environment.put(
                "PORTREACH_STREAMS_STATE_DIR",
                data.state(ALERT).resolve("streams").toString());
        environment.put(
                "PORTREACH_SECRETS_KEY_FILE",
                data.state(ALERT).resolve("secrets.key").toString());
        return spec(ALERT, JavaCommand.withHeap(ALERT_HEAP), distribution.application(ALERT), environment);
    }

    /**
     * An agent beside the services, for the demo.
     *
     * @param allowedNetworks what it may probe, as {@code PORTREACH_ALLOWED_NETWORKS} takes it
     */
    public ChildSpec agent(String site, String allowedNetworks) {
        String name = agentName(site);
        Map<String, String> environment = common();
        environment.put("PORTREACH_SITE", site);
        environment.put("PORTREACH_STATE_DIR", data.state(name).toString());
        environment.put("PORTREACH_ENROLMENT_URL", settings.catalogUrl());
        environment.put("PORTREACH_ALLOWED_NETWORKS", allowedNetworks);
        environment.put("PORTREACH_HEARTBEAT_INTERVAL", "2s");
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", "0");
        environment.put("MALLOC_ARENA_MAX", "1");
        environment.put("MALLOC_TRIM_THRESHOLD_", "131072");
        List<String> lean = List.of(
                "-Xms8m",
                "-Xmn3m",
                "-XX:MinHeapFreeRatio=5",
                "-XX:MaxHeapFreeRatio=10",
                "-XX:CompileThresholdScaling=4",
                "-XX:MaxMetaspaceSize=64m",
                "-XX:ReservedCodeCacheSize=24m");
        return spec(name, new JavaCommand(AGENT_HEAP, lean), distribution.agentJar(), environment);
    }

    public static String agentName(String site) {
        return "agent-" + site;
    }

    private Map<String, String> server(int port, Database database) {
        Map<String, String> environment = common();
        environment.put("QUARKUS_HTTP_HOST", settings.bind());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", database.user());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        environment.put("PORTREACH_TOPICS_PARTITIONS", "4");
        environment.put("PORTREACH_INSECURE", Boolean.toString(settings.insecure()));
        return environment;
    }

    private Map<String, String> common() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", settings.localBootstrap());
        // glibc keeps an arena a thread otherwise: tens of megabytes that nobody uses.
        environment.put("MALLOC_ARENA_MAX", "2");
        return environment;
    }

    private ChildSpec spec(String name, JavaCommand java, Path jar, Map<String, String> environment) {
        return new ChildSpec(name, java.run(jar, archive(name)), environment, data.state(name));
    }

    private Path archive(String name) {
        String shared = name.startsWith("agent-") ? "probe-service" : name;
        return data.classArchives(distribution.buildId()).resolve(shared + ".jsa");
    }
}
