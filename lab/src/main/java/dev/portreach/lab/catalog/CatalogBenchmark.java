package dev.portreach.lab.catalog;

import dev.portreach.lab.Installation;
import dev.portreach.lab.PortBlock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The catalog with 1,000 sites that need 50 endpoints of 4 policies each, 200,000 checks: import, one edit that affects all
 * sites, REST reads, and how long a site's edit takes to its agents' topic. Everything as shipped, by {@code ./portreach
 * up}; broker, database and the benchmark itself on the same machine. {@code reads} leaves the edits out.
 */
public final class CatalogBenchmark {

    private static final int SITES = 1_000;
    private static final int ENDPOINTS = 50;
    private static final int POLICIES = 4;
    private static final int CLIENTS = 50;
    private static final int EDITS = 200;
    private static final Duration READING = Duration.ofSeconds(20);
    private static final Duration THINKING = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private CatalogBenchmark() {}

    public static void main(String... args) throws Exception {
        boolean edits = !List.of(args).contains("reads");
        Path dir = Files.createTempDirectory("portreach-bench");
        try (Installation portreach =
                        Installation.start(Installation.Settings.of(dir.resolve("up"), PortBlock.free(), "up"));
                AssignmentWatch watch = AssignmentWatch.start(portreach.kafka())) {
            CatalogClient catalog = new CatalogClient(portreach.catalog());
            importAll(catalog, watch);
            if (edits) {
                editOnePolicy(catalog, watch);
            }
            for (String path : List.of("sites?limit=100", "endpoints?limit=100", "sites/site-500")) {
                read(portreach, catalog, path);
            }
            if (edits) {
                editOneSite(catalog, portreach.kafka());
            }
        }
    }

    private static void importAll(CatalogClient catalog, AssignmentWatch watch) throws Exception {
        long start = System.nanoTime();
        catalog.post("apply", "application/yaml", componentAndPolicies());
        catalog.post("endpoints/import", "text/csv", endpoints());
        catalog.post("sites/import", "text/csv", sites());
        double stored = seconds(start);
        watch.await(PATIENCE, assignments -> assignments.size() == SITES);
        System.out.printf(
                Locale.ROOT,
                "import of %,d sites x %d endpoints x %d policies: stored after %.1f s, the last assignment on the topic"
                        + " after %.1f s, %,.0f bytes each%n",
                SITES,
                ENDPOINTS,
                POLICIES,
                stored,
                seconds(start),
                watch.meanBytes());
    }

    private static void editOnePolicy(CatalogClient catalog, AssignmentWatch watch) throws Exception {
        long start = System.nanoTime();
        catalog.put("policies/bench.p0", policy(0, 8_443));
        double answered = seconds(start);
        watch.await(PATIENCE, assignments -> assignments.values().stream()
                .allMatch(assignment -> assignment.contains("\"8443\"")));
        System.out.printf(
                Locale.ROOT,
                "an edit of one policy: answered after %.2f s, the last of %,d assignments on the topic after %.1f s%n",
                answered,
                SITES,
                seconds(start));
    }

    private static void read(Installation portreach, CatalogClient catalog, String path) throws InterruptedException {
        catalog.read(path, CLIENTS, Duration.ZERO, Duration.ofSeconds(5)); // code is compiled
        CpuTimes before = CpuTimes.of(portreach);
        Latencies busy = catalog.read(path, CLIENTS, Duration.ZERO, READING);
        CpuTimes spent = CpuTimes.of(portreach).since(before);
        Latencies calm = catalog.read(path, CLIENTS, THINKING, READING);
        System.out.printf(Locale.ROOT, "GET %s, %d clients without pause: %s%n", path, CLIENTS, busy);
        System.out.printf(Locale.ROOT, "  CPU a request: %s%n", spent.each(busy.count()));
        System.out.printf(Locale.ROOT, "  the same pausing %s between requests: %s%n", THINKING, calm);
    }

    private static void editOneSite(CatalogClient catalog, String kafka) {
        Latencies latencies = new Latencies();
        long begun = System.nanoTime();
        for (int i = 0; i < EDITS; i++) {
            String site = "site-" + i;
            String users = "\"concurrentUsers\":%d".formatted(1_000 + i);
            try (SiteTopic agents = SiteTopic.of(site, kafka)) {
                long start = System.nanoTime();
                catalog.put("sites/" + site, site(i, 1_000 + i));
                agents.await(PATIENCE, assignment -> assignment.contains(users));
                latencies.add(System.nanoTime() - start);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "an edit of one site, until a consumer of its agents' topic has it: %s%n",
                latencies.over(System.nanoTime() - begun));
    }

    private static String componentAndPolicies() {
        StringBuilder text = new StringBuilder("kind: Component\nid: bench\n");
        for (int i = 0; i < POLICIES; i++) {
            text.append("---\nkind: Policy\nkey: bench.p%d\ncomponent: bench\nprotocol: tcp\nports: '%d'\n"
                    .formatted(i, 8_000 + i));
        }
        return text.toString();
    }

    private static String policy(int number, int port) {
        return "{\"key\":\"bench.p%d\",\"component\":\"bench\",\"protocol\":\"tcp\",\"ports\":\"%d\"}"
                .formatted(number, port);
    }

    private static String endpoints() {
        StringBuilder text = new StringBuilder("id,component,address\n");
        for (int i = 0; i < ENDPOINTS; i++) {
            text.append("server-%d,bench,10.9.0.%d\n".formatted(i, i + 1));
        }
        return text.toString();
    }

    private static String sites() {
        StringBuilder text = new StringBuilder("id,name,region,access,sources,components,labels\n");
        for (int i = 0; i < SITES; i++) {
            text.append("site-%d,Site %d,region-%d,extranet-vpn,10.%d.%d.0/24,bench,tier=gold\n"
                    .formatted(i, i, i % 20, 10 + i / 250, i % 250));
        }
        return text.toString();
    }

    private static String site(int number, int users) {
        return """
                {"id":"site-%1$d","name":"Site %1$d","region":"region-%2$d","access":"extranet-vpn",
                 "sources":["10.%3$d.%4$d.0/24"],"components":["bench"],"concurrentUsers":%5$d}"""
                .formatted(number, number % 20, 10 + number / 250, number % 250, users);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
