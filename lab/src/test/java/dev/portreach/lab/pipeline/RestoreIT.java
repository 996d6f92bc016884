package dev.portreach.lab.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portreach.contracts.event.TopicProvisioner;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.result.Observation;
import dev.portreach.embedded.EmbeddedDatabase;
import dev.portreach.embedded.EmbeddedKafka;
import dev.portreach.lab.AlertProcess;
import dev.portreach.lab.WebhookReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A database is lost, and its backup restored as docs/operations.md says: history is whole, and nothing is told again. */
class RestoreIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);
    private static final int PARTITIONS = 4;
    private static final int ROUNDS = 20;
    private static final int BACKUP_AFTER = 10;
    private static final int FAILING = 3;

    private final Fleet fleet = new Fleet(2, 10);
    private final SplittableRandom random = new SplittableRandom(5);
    /** Of the first round; the last one is now. */
    private final Instant begin = Instant.now().minus(Fleet.INTERVAL.multipliedBy(ROUNDS - 1));

    @TempDir(cleanup = CleanupMode.NEVER)
    Path dir;

    @Test
    void shouldHaveItsHistoryAgainAndTellNothingTwice() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.on(dir.resolve("kafka")));
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                WebhookReceiver chat = WebhookReceiver.start("127.0.0.1")) {
            new TopicProvisioner(admin, Optional.empty()).ensure(TOPICS.all(PARTITIONS), PATIENCE);
            try (Sender sender = new Sender(kafka.bootstrapServers())) {
                sender.assign(fleet, begin.minusSeconds(60));

                // given: results of ten rounds, a backup, results of ten more, of which the last make an incident
                try (EmbeddedDatabase database = database("database");
                        AlertProcess alert = started(kafka, database, Map.of())) {
                    alert.put("/api/v1/channels/chat", "{\"type\":\"json\",\"url\":\"%s\"}".formatted(chat.url()));
                    probe(sender, 0, BACKUP_AFTER, round -> round < 3 || round > 6);
                    awaitHistory(alert, BACKUP_AFTER - 1);
                }
                copy(dir.resolve("database"), dir.resolve("backup"));
                String history;
                String availability;
                try (EmbeddedDatabase database = database("database");
                        AlertProcess alert = started(kafka, database, Map.of())) {
                    probe(sender, BACKUP_AFTER, ROUNDS, round -> round < ROUNDS - 4);
                    awaitHistory(alert, ROUNDS - 1);
                    await("the incident is told").atMost(PATIENCE).until(() -> chat.received().stream()
                            .anyMatch(message -> message.event().equals("opened")
                                    && message.body().toString().contains(check())));
                    history = history(alert);
                    availability = availability(alert);
                }

                // when
                deleteGroups(admin);
                chat.forget();
                try (EmbeddedDatabase database = database("backup");
                        AlertProcess alert = started(
                                kafka,
                                database,
                                Map.of(
                                        "PORTREACH_DELIVERY_REPLAY_UNTIL",
                                        Instant.now().toString()))) {
                    // then
                    await("history is whole again").atMost(PATIENCE).untilAsserted(() -> {
                        assertThat(history(alert)).isEqualTo(history);
                        assertThat(availability(alert)).isEqualTo(availability);
                    });
                    assertThat(chat.received()).isEmpty();
                }
            }
        }
    }

    private EmbeddedDatabase database(String name) {
        return EmbeddedDatabase.start(EmbeddedDatabase.Settings.on(dir.resolve(name)));
    }

    private AlertProcess started(EmbeddedKafka kafka, EmbeddedDatabase database, Map<String, String> settings)
            throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("PORTREACH_TOPICS_PARTITIONS", Integer.toString(PARTITIONS));
        AlertProcess alert =
                new AlertProcess(kafka.bootstrapServers(), database, dir.resolve("alert"), List.of("-Xmx192m"), all);
        alert.start();
        alert.awaitReady();
        return alert;
    }

    /** Rounds in which all is well but for one check of the first site. */
    private void probe(Sender sender, int from, int to, IntPredicate well) {
        sender.heartbeats(fleet, 60_000);
        for (int round = from; round < to; round++) {
            for (Fleet.Site site : fleet.sites()) {
                sender.results(site, seen(site, round, well.test(round))).join();
            }
        }
    }

    private List<Observation> seen(Fleet.Site site, int round, boolean well) {
        long millis = Fleet.INTERVAL.toMillis();
        boolean first = site.equals(fleet.sites().get(0));
        return Stream.iterate(0, check -> check < fleet.checks(), check -> check + 1)
                .map(check -> Fleet.observation(
                        site,
                        check,
                        at(round).toEpochMilli(),
                        round == 0 ? null : millis,
                        well || !first || check != FAILING,
                        random))
                .toList();
    }

    private Instant at(int round) {
        return begin.plus(Fleet.INTERVAL.multipliedBy(round));
    }

    private String check() {
        return fleet.sites().get(0).checks().get(FAILING);
    }

    private void awaitHistory(AlertProcess alert, int round) {
        await("round %d is history".formatted(round)).atMost(PATIENCE).untilAsserted(() -> assertThat(
                        alert.get("/api/v1/availability?by=check&from=%s&to=%s"
                                        .formatted(
                                                at(round).minusSeconds(1),
                                                at(round).plusSeconds(1)))
                                .body())
                .contains("\"coverage\":1")
                .doesNotContain("\"coverage\":0"));
    }

    private String history(AlertProcess alert) throws IOException, InterruptedException {
        return body(alert, "/api/v1/checks/%s/history?from=%s&to=%s".formatted(check(), begin, at(ROUNDS - 1)));
    }

    private String availability(AlertProcess alert) throws IOException, InterruptedException {
        return body(alert, "/api/v1/availability?by=check&from=%s&to=%s".formatted(begin, at(ROUNDS - 1)));
    }

    private static String body(AlertProcess alert, String path) throws IOException, InterruptedException {
        var answer = alert.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** As {@code kafka-consumer-groups.sh --delete} does, once the service has gone. */
    private static void deleteGroups(Admin admin) throws Exception {
        List<String> groups = admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith("portreach-alert-"))
                .toList();
        assertThat(groups).contains("portreach-alert-history", "portreach-alert-incidents");
        await("nobody is in the groups").atMost(PATIENCE).ignoreExceptions().until(() -> {
            admin.deleteConsumerGroups(groups).all().get();
            return true;
        });
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
