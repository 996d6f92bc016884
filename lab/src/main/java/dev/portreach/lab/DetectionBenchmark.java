package dev.portreach.lab;

import static org.awaitility.Awaitility.await;

import dev.portreach.lab.WebhookReceiver.Received;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Time from a firewall rule that drops one port at one of three sites to the webhook received, at a 2 s interval and a
 * 1.5 s deadline, in network namespaces. Prints each run and the median.
 */
public final class DetectionBenchmark {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final List<Integer> PORTS = List.of(33_321, 58_889, 443);

    private DetectionBenchmark() {}

    /** @param args number of runs, 15 if none */
    public static void main(String... args) throws Exception {
        NamespaceLab.missing().ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 15;
        List<Company.Site> sites = List.of(
                new Company.Site("paris", "intranet-vpn"),
                new Company.Site("lyon", "extranet-vpn"),
                new Company.Site("berlin", "extranet-vpn"));
        List<Double> seconds = new ArrayList<>();
        try (Company company = Company.open(Files.createTempDirectory("portreach-bench"), sites)) {
            awaitAllWell(company);
            for (int run = 1; run <= runs; run++) {
                // not in step with the agents' schedule
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(4_000));
                company.chat().forget();
                Instant dropped = Instant.now();
                // another place each time: what is over for the third time within minutes is taken for flapping
                String site = sites.get(run % sites.size()).id();
                int port = PORTS.get(run / sites.size() % PORTS.size());
                company.network()
                        .rules("ip saddr %s tcp dport %d drop"
                                .formatted(company.network().address(site), port));
                await().atMost(PATIENCE).until(() -> !opened(company).isEmpty());
                Received message = opened(company).get(0);
                double took = Duration.between(dropped, message.at()).toMillis() / 1000.0;
                seconds.add(took);
                System.out.printf("run %2d: %5.2f s  %s%n", run, took, message.title());
                company.network().mend();
                awaitAllWell(company);
            }
        }
        seconds.sort(null);
        System.out.printf(
                "drop to webhook over %d runs: median %.2f s, minimum %.2f s, maximum %.2f s%n",
                seconds.size(), seconds.get(seconds.size() / 2), seconds.get(0), seconds.get(seconds.size() - 1));
    }

    private static List<Received> opened(Company company) {
        return company.chat().received(message -> message.event().equals("opened"));
    }

    private static void awaitAllWell(Company company) {
        await().atMost(PATIENCE)
                .until(() -> company.portreach().openIncidents().isEmpty()
                        && company.portreach()
                                        .get(company.portreach().alert() + "/api/v1/checks?verdict=ok")
                                        .path("items")
                                        .size()
                                == 18);
    }
}
