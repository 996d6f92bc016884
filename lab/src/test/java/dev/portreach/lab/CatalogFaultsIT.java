package dev.portreach.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.contracts.event.EventJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The catalog under kill -9: imports are whole or not there, and every site's agents get its last state, in order. The
 * import comes last only because its thousands of sites would make the other test slow.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CatalogFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int SITES = 300;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Installation portreach;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.NEVER) Path dir) throws Exception {
        portreach = Installation.start(Installation.Settings.of(dir.resolve("data"), PortBlock.free(), "up"));
        assertThat(post("apply", "application/yaml", "kind: Component\nid: server\n---\n" + policy("80")))
                .isEqualTo(200);
        assertThat(post("endpoints/import", "text/csv", endpoints())).isEqualTo(200);
        assertThat(post("sites/import", "text/csv", sites("first", SITES))).isEqualTo(200);
        awaitAtAgents("\"80\"");
    }

    @AfterAll
    void stop() {
        if (portreach != null) {
            portreach.close();
        }
    }

    @Test
    @Order(1)
    void shouldGiveEverySiteItsLastStateInOrderWhenKilledWhilePublishing() throws Exception {
        // given edits that affect every site
        for (String ports : List.of("81", "82", "83")) {
            assertThat(post("apply", "application/yaml", policy(ports))).isEqualTo(200);
        }
        // when the service that publishes them is killed in the middle
        portreach.kill("catalog-service");
        // then
        awaitAtAgents("\"83\"");
        assertInOrder();
    }

    @Test
    @Order(2)
    void shouldTakeAnImportWholeOrNotAtAllWhenTheDatabaseIsKilled() throws Exception {
        // given an import of which some part is done
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> tryImport(sites("second", 5_000)));
        await("it is under way, or over")
                .pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(() -> answer.isDone() || othersHaveToWait());
        // when
        portreach.killBrokerAndDatabase();
        portreach.startAgain();
        // then what it answered holds
        int stored = count("second");
        assertThat(stored).isIn(0, 5_000);
        if (answer.get() == 200) {
            assertThat(stored).isEqualTo(5_000);
        }
        // and what is sent again is as if nothing had been
        assertThat(post("sites/import", "text/csv", sites("second", 5_000))).isEqualTo(200);
        assertThat(count("second")).isEqualTo(5_000);
        assertInOrder();
    }

    /** As writers take turns, an edit that gets no answer shows that the import's transaction is open. */
    private boolean othersHaveToWait() {
        try {
            post("apply", "application/yaml", "kind: Component\nid: other\n", Duration.ofMillis(300));
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private int tryImport(String csv) {
        try {
            return post("sites/import", "text/csv", csv);
        } catch (IllegalStateException e) {
            return 0; // the connection broke
        }
    }

    /** Of each site, revisions only grow; one that comes twice says the same twice. */
    private void assertInOrder() {
        Map<String, JsonNode> latest = new HashMap<>();
        List<String> faults = new ArrayList<>();
        TopicReader.read(portreach.kafka(), "portreach.assignments"::equals, record -> {
            JsonNode next = json(record.value());
            JsonNode before = latest.put(next.path("site").asText(), next);
            if (before != null
                    && (next.path("revision").asLong() < before.path("revision").asLong()
                            || (next.path("revision").equals(before.path("revision")) && !next.equals(before)))) {
                faults.add(
                        "%s: %s after %s".formatted(next.path("site"), next.path("revision"), before.path("revision")));
            }
        });
        assertThat(faults).isEmpty();
    }

    private void awaitAtAgents(String ports) {
        await("every site's own topic says " + ports).atMost(PATIENCE).until(() -> {
            Map<String, String> latest = new HashMap<>();
            TopicReader.read(
                    portreach.kafka(),
                    topic -> topic.startsWith("portreach.agent.first-") && !topic.endsWith(".dlq"),
                    record -> latest.put(record.topic(), json(record.value()).toString()));
            return latest.size() == SITES && latest.values().stream().allMatch(text -> text.contains(ports));
        });
    }

    private int count(String tier) {
        int count = 0;
        String cursor = "";
        do {
            JsonNode page = portreach.get(portreach.catalog() + "/api/v1/sites?limit=500&label=tier=" + tier + cursor);
            count += page.path("items").size();
            cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : null;
        } while (cursor != null);
        return count;
    }

    private static JsonNode json(byte[] value) {
        try {
            return EventJson.mapper().readTree(value);
        } catch (java.io.IOException e) {
            throw new IllegalStateException("an assignment that is not JSON", e);
        }
    }

    private int post(String path, String type, String body) {
        return post(path, type, body, Duration.ofMinutes(2));
    }

    private int post(String path, String type, String body, Duration patience) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(portreach.catalog() + "/api/v1/" + path))
                                    .timeout(patience)
                                    .header("Content-Type", type)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        } catch (java.io.IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String policy(String ports) {
        return "kind: Policy\nkey: server.control\ncomponent: server\nprotocol: tcp\nports: '%s'\n".formatted(ports);
    }

    private static String endpoints() {
        StringBuilder text = new StringBuilder("id,component,address\n");
        for (int i = 0; i < 10; i++) {
            text.append("server-%d,server,10.9.0.%d\n".formatted(i, i + 1));
        }
        return text.toString();
    }

    private static String sites(String tier, int count) {
        StringBuilder text = new StringBuilder("id,access,sources,components,labels\n");
        for (int i = 0; i < count; i++) {
            text.append("%s-%d,direct,10.%d.%d.0/24,server,tier=%s\n".formatted(tier, i, 10 + i / 250, i % 250, tier));
        }
        return text.toString();
    }
}
