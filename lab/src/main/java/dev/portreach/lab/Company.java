package dev.portreach.lab;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A small company in a {@link NamespaceLab}: {@code ./portreach up} and the servers in the core, an agent at each site,
 * set up over REST and environment variables only, as the README tells it.
 */
public final class Company implements AutoCloseable {

    /**
     * A site.
     *
     * @param access as in the catalog
     */
    public record Site(String id, String access) {}

    private static final int BASE_PORT = 7800;
    private static final List<Integer> SERVER_PORTS = List.of(80, 443, 33321, 58889, 20020, 20021, 20022);

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final Map<String, Process> agents = new HashMap<>();
    private final Path dir;
    private NamespaceLab lab;
    private Installation portreach;
    private WebhookReceiver chat;

    private Company(Path dir) {
        this.dir = dir;
    }

    /** Makes it and returns when every check of every site is judged well. */
    public static Company open(Path dir, List<Site> sites) throws IOException {
        Company company = new Company(Files.createDirectories(dir));
        try {
            company.build(sites);
            return company;
        } catch (IOException | RuntimeException e) {
            company.close();
            throw e;
        }
    }

    /** The chat of this company is at a private address, to which webhooks go only where that is said. */
    private List<String> inCore() {
        List<String> prefix = new ArrayList<>(lab.at("core"));
        prefix.addAll(List.of("env", "PORTREACH_WEBHOOK_ALLOWED_NETWORKS=" + NamespaceLab.observerAddress()));
        return prefix;
    }

    private void build(List<Site> sites) throws IOException {
        lab = keep(NamespaceLab.create(sites.stream().map(Site::id).toList()));
        startServers();
        portreach = keep(Installation.start(Installation.Settings.of(
                        dir.resolve("data"),
                        BASE_PORT,
                        "up",
                        "--bind",
                        "0.0.0.0",
                        "--advertise",
                        NamespaceLab.coreAddress(),
                        "--insecure",
                        "--interval",
                        "2s",
                        "--deadline",
                        "1500ms")
                .within(inCore(), NamespaceLab.coreAddress())));
        chat = keep(WebhookReceiver.start(NamespaceLab.observerAddress()));
        portreach.put(
                portreach.alert() + "/api/v1/channels/chat",
                "{\"type\":\"json\",\"url\":\"%s\"}".formatted(chat.url()));
        for (String component : List.of("interplay-central", "delivery-receiver")) {
            portreach.put(
                    portreach.catalog() + "/api/v1/endpoints/" + component + "-1",
                    "{\"component\":\"%s\",\"address\":\"%s\"}".formatted(component, NamespaceLab.coreAddress()));
        }
        for (Site site : sites) {
            portreach.put(
                    portreach.catalog() + "/api/v1/sites/" + site.id(),
                    """
                    {"name":"%s","region":"emea","access":"%s","sources":["%s/32"],"concurrentUsers":4,
                     "contact":"network@%s.example.com"}"""
                            .formatted(site.id(), site.access(), lab.address(site.id()), site.id()));
            startAgent(site.id());
        }
    }

    /** Starts the components of the core: plain listeners on their real ports. */
    public Process startServers() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m", "-cp"));
        command.add(Path.of(Listeners.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString());
        command.add(Listeners.class.getName());
        SERVER_PORTS.forEach(port -> command.add(Integer.toString(port)));
        return lab.start("core", dir.resolve("servers.out"), Map.of(), command.toArray(String[]::new));
    }

    /** Kills a site's agent, as by {@code kill -9}, and starts it again on its own state. */
    public void killAgent(String site) throws IOException {
        Process agent = agents.get(site);
        agent.destroyForcibly();
        await("the agent is gone").until(() -> !agent.isAlive());
        startAgent(site);
    }

    /** Starts a site's agent: the shipped jar and environment variables, nothing else. */
    public void startAgent(String site) throws IOException {
        Process agent = lab.start(
                site,
                dir.resolve(site + ".out"),
                Map.of(
                        "PORTREACH_SITE",
                        site,
                        "PORTREACH_STATE_DIR",
                        dir.resolve("agent-" + site).toString(),
                        "PORTREACH_ENROLMENT_URL",
                        portreach.catalog(),
                        "PORTREACH_ALLOWED_NETWORKS",
                        "10.77.0.0/24",
                        "PORTREACH_HEARTBEAT_INTERVAL",
                        "2s",
                        "KAFKA_BOOTSTRAP_SERVERS",
                        portreach.kafka()),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Repository.agentJar().toString());
        agents.put(site, agent);
    }

    private <T extends AutoCloseable> T keep(T resource) {
        toClose.add(0, resource);
        return resource;
    }

    public NamespaceLab network() {
        return lab;
    }

    public Installation portreach() {
        return portreach;
    }

    public WebhookReceiver chat() {
        return chat;
    }

    @Override
    public void close() {
        RuntimeException failed = null;
        for (AutoCloseable resource : toClose) {
            try {
                resource.close();
            } catch (Exception e) {
                failed = new IllegalStateException(
                        "closing " + resource.getClass().getSimpleName(), e);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
