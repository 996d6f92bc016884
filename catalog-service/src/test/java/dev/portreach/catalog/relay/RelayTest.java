package dev.portreach.catalog.relay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.portreach.catalog.CatalogBackends;
import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.Recheck;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventJson;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.trust.AgentKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CatalogBackends.class)
class RelayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final EventCodec<Assignment> CODEC = new EventCodec<>(EventType.ASSIGNMENT);

    Consumer<Boolean> brokerRunning;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Inject
    RelayTables tables;

    @Inject
    AssignmentRelay relay;

    @Test
    void shouldPublishWholeAssignmentsToEveryoneAndToTheAgents() throws IOException {
        component("pub");
        site("pub-site", "pub");
        String key = AgentKeys.encode(AgentKeys.generate().getPublic());
        json("{\"id\":\"pub-a\",\"publicKey\":\"%s\"}".formatted(key))
                .post("/api/v1/sites/pub-site/agents")
                .then()
                .statusCode(201);
        json("""
                {"id":"pub-1","component":"pub","address":"10.9.0.1","portOverrides":{"pub.tcp":"8080-8090"},
                 "siteAddresses":{"pub-site":"192.0.2.7"}}""")
                .post("/api/v1/endpoints")
                .then()
                .statusCode(201);
        json("{\"id\":\"other-1\",\"component\":\"delivery-receiver\",\"address\":\"10.9.0.2\"}")
                .post("/api/v1/endpoints")
                .then()
                .statusCode(201);

        try (AssignmentTopic everyone = new AssignmentTopic(bootstrap, "portreach.assignments", "pub-site");
                AssignmentTopic agents = new AssignmentTopic(bootstrap, "portreach.agent.pub-site", "pub-site")) {
            await().atMost(PATIENCE)
                    .until(() ->
                            last(everyone, assignment -> !assignment.checks().isEmpty()));
            await().atMost(PATIENCE)
                    .until(() -> last(agents, assignment -> !assignment.checks().isEmpty()));

            ConsumerRecord<String, byte[]> sent = latest(agents);
            assertThat(sent.value()).isEqualTo(latest(everyone).value());
            assertThat(schema().validate(EventJson.mapper().readTree(sent.value())))
                    .isEmpty();
            Assignment assignment = CODEC.read(sent.value(), sent.headers());
            assertThat(assignment.agents()).containsExactly(new AssignedAgent("pub-a", key));
            assertThat(assignment.checks())
                    .containsExactly(new AssignedCheck(
                            "pub-site:pub-site:pub-1:pub.tcp",
                            "pub.tcp",
                            "pub-site",
                            "pub-1",
                            "10.9.0.1",
                            "192.0.2.7",
                            "8080-8090",
                            List.of()));
            assertThat(revisions(everyone)).isSorted().doesNotHaveDuplicates();
            await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/sites/pub-site/assignment")
                    .then()
                    .statusCode(200)
                    .body("revision", equalTo((int) assignment.revision()))
                    .body("delivered", equalTo(true))
                    .body("changesPending", equalTo(false))
                    .body("assignment.checks[0].ports", equalTo("8080-8090")));
        }
    }

    @Test
    void shouldKeepRevisionsReadableAndGoBySelectors() {
        component("past");
        site("past-site", "past");
        String endpoint = "{\"component\":\"past\",\"address\":\"10.9.1.1\",\"sites\":\"%s\"}";
        json(endpoint.formatted("site in (past-site,other)"))
                .put("/api/v1/endpoints/past-1")
                .then()
                .statusCode(201)
                .body("sites", equalTo("site in (other,past-site)"));
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/sites/past-site/assignment")
                .then()
                .statusCode(200)
                .body("assignment.checks.endpoint", hasItem("past-1"))
                .body("stretched", hasSize(0)));
        int proven = given().get("/api/v1/sites/past-site/assignment").path("revision");
        given().get("/api/v1/endpoints/past-1/load")
                .then()
                .statusCode(200)
                .body("sites", equalTo(1))
                .body("stretch", equalTo(1))
                .body("rows.policy", hasItem("past.tcp"));
        given().queryParam("limit", 500).get("/api/v1/loads").then().body("items.endpoint", hasItem("past-1"));

        json(endpoint.formatted("site=nobody"))
                .put("/api/v1/endpoints/past-1")
                .then()
                .statusCode(200);
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/sites/past-site/assignments")
                .then()
                .statusCode(200)
                .body("items[0].checks", equalTo(0))
                .body("items[0].until", nullValue())
                .body("items[1].revision", equalTo(proven))
                .body("items[1].checks", greaterThan(0))
                .body("items[1].until", notNullValue()));
        given().get("/api/v1/sites/past-site/assignments/" + proven)
                .then()
                .statusCode(200)
                .body("assignment.revision", equalTo(proven))
                .body("assignment.policies.key", hasItem("past.tcp"));
        given().get("/api/v1/sites/past-site/assignments/999").then().statusCode(404);
        given().get("/api/v1/endpoints/past-1/load").then().body("rows[0].connectionsPerSecond", equalTo(0.0f));
    }

    @Test
    void shouldNotMakeARevisionWhereNothingDiffers() throws SQLException {
        component("same");
        site("same-site", "same");
        await().atMost(PATIENCE).until(() -> !tables.isPending("same-site"));
        long revision = tables.latest("same-site").orElseThrow().revision();

        json("{\"id\":\"same-1\",\"component\":\"delivery-receiver\",\"address\":\"10.9.0.3\"}")
                .put("/api/v1/endpoints/same-1");
        json("{\"component\":\"same\",\"protocol\":\"tcp\",\"ports\":\"81\"}").put("/api/v1/policies/same.tcp");
        await().atMost(PATIENCE).until(() -> !tables.isPending("same-site"));

        assertThat(tables.latest("same-site").orElseThrow().revision()).isEqualTo(revision);
    }

    @Test
    void shouldTakeEditsWhileKafkaIsAwayAndPublishThemAfter() throws SQLException {
        component("away");
        site("away-site", "away");
        await().atMost(PATIENCE).until(() -> !tables.isPending("away-site"));
        brokerRunning.accept(false);
        try {
            json("{\"id\":\"away-1\",\"component\":\"away\",\"address\":\"10.9.0.4\"}")
                    .post("/api/v1/endpoints")
                    .then()
                    .statusCode(201);
            json("{\"component\":\"away\",\"address\":\"10.9.0.5\"}")
                    .put("/api/v1/endpoints/away-1")
                    .then()
                    .statusCode(200);
            await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/sites/away-site/assignment")
                    .then()
                    .statusCode(200)
                    .body("changesPending", equalTo(true)));
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            brokerRunning.accept(true);
        }
        try (AssignmentTopic agents = new AssignmentTopic(bootstrap, "portreach.agent.away-site", "away-site")) {
            await().atMost(PATIENCE)
                    .until(() -> last(agents, assignment -> assignment.checks().stream()
                            .anyMatch(check -> check.address().equals("10.9.0.5"))));
            assertThat(revisions(agents)).isSorted();
        }
        await().atMost(PATIENCE).until(() -> !tables.isPending("away-site"));
    }

    @Test
    void shouldSendTombstonesForADeletedSiteAndGoOnCountingShouldItComeBack() throws SQLException {
        component("gone");
        site("gone-site", "gone");
        await().atMost(PATIENCE).until(() -> !tables.isPending("gone-site"));

        given().delete("/api/v1/sites/gone-site").then().statusCode(204);

        try (AssignmentTopic everyone = new AssignmentTopic(bootstrap, "portreach.assignments", "gone-site");
                AssignmentTopic agents = new AssignmentTopic(bootstrap, "portreach.agent.gone-site", "gone-site")) {
            await().atMost(PATIENCE).until(() -> isTombstone(everyone) && isTombstone(agents));
            given().get("/api/v1/sites/gone-site/assignment").then().statusCode(404);
            long before = tables.latest("gone-site").orElseThrow().revision();

            site("gone-site", "gone");

            await().atMost(PATIENCE).until(() -> last(agents, assignment -> assignment.revision() > before));
        }
    }

    @Test
    void shouldTellTheAgentsThatTheirSiteIsStoppedAndThatItIsNoMore() throws SQLException {
        // given a site that probes
        component("stop");
        site("stop-site", "stop");
        await().atMost(PATIENCE).until(() -> !tables.isPending("stop-site"));
        given().get("/api/v1/sites/stop-site/stop").then().statusCode(404);
        try (AssignmentTopic agents = new AssignmentTopic(bootstrap, "portreach.agent.stop-site", "stop-site")) {

            // when it is stopped, twice
            for (int i = 0; i < 2; i++) {
                json("{\"reason\":\"firewall change\"}")
                        .header("X-Portreach-User", "noc")
                        .put("/api/v1/sites/stop-site/stop")
                        .then()
                        .statusCode(200)
                        .body("site", equalTo("stop-site"))
                        .body("reason", equalTo("firewall change"))
                        .body("by", equalTo("noc"));
            }

            // then its agents are told, with the whole assignment
            await().atMost(PATIENCE)
                    .until(() -> last(agents, assignment -> "firewall change".equals(assignment.stopped())));
            long stopped = tables.latest("stop-site").orElseThrow().revision();
            assertThat(given().get("/api/v1/stops").jsonPath().getList("items.site", String.class))
                    .contains("stop-site");

            // when it is started, twice
            for (int i = 0; i < 2; i++) {
                given().delete("/api/v1/sites/stop-site/stop").then().statusCode(204);
            }

            await().atMost(PATIENCE)
                    .until(() -> last(
                            agents,
                            assignment -> assignment.stopped() == null && assignment.revision() == stopped + 1));
        }
    }

    @Test
    void shouldRefuseToStopWhatIsNotThereOrForNoReadableReason() {
        component("fine");
        site("fine-site", "fine");
        json("{}").put("/api/v1/sites/nowhere/stop").then().statusCode(404);
        given().delete("/api/v1/sites/nowhere/stop").then().statusCode(404);
        json("{\"reason\":\"%s\"}".formatted("x".repeat(201)))
                .put("/api/v1/sites/fine-site/stop")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("reason"));
        json("{\"raeson\":\"x\"}").put("/api/v1/sites/fine-site/stop").then().statusCode(400);
        given().get("/api/v1/sites/fine-site/stop").then().statusCode(404);
    }

    @Test
    void shouldTellTheAgentsWhatSomebodyWantsProbedNow() throws SQLException {
        // given a site that probes one check
        component("now");
        site("now-site", "now");
        json("{\"id\":\"now-1\",\"component\":\"now\",\"address\":\"10.9.0.8\"}")
                .post("/api/v1/endpoints")
                .then()
                .statusCode(201);
        await().atMost(PATIENCE).until(() -> !tables.isPending("now-site"));
        String check = "now-site:now-site:now-1:now.tcp";
        try (AssignmentTopic agents = new AssignmentTopic(bootstrap, "portreach.agent.now-site", "now-site")) {

            // when it is asked for, by a button pressed twice
            String first = recheck("now-site", check);
            String second = recheck("now-site", check);

            // then that is one request, which the agents get with the whole assignment
            assertThat(second).isEqualTo(first);
            await().atMost(PATIENCE)
                    .until(() -> last(
                            agents,
                            assignment ->
                                    assignment.rechecks().equals(List.of(new Recheck(check, Instant.parse(first))))
                                            && assignment.checks().size() == 1));
            given().get("/api/v1/sites/now-site/rechecks")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("items[0].by", equalTo("noc"));
        }
    }

    private static String recheck(String site, String check) {
        return json("{\"check\":\"%s\"}".formatted(check))
                .header("X-Portreach-User", "noc")
                .post("/api/v1/sites/%s/rechecks".formatted(site))
                .then()
                .statusCode(202)
                .body("check", equalTo(check))
                .extract()
                .path("requestedAt");
    }

    @Test
    void shouldRefuseToRecheckWhatNobodyProbesOrTooMuch() {
        component("few");
        site("few-site", "few");
        for (int i = 0; i <= Recheck.MAX_OPEN; i++) {
            json("{\"id\":\"few-%d\",\"component\":\"few\",\"address\":\"10.9.1.%d\"}".formatted(i, i + 1))
                    .post("/api/v1/endpoints")
                    .then()
                    .statusCode(201);
        }
        String path = "/api/v1/sites/few-site/rechecks";
        json("{\"check\":\"few-site:few-site:few-99:few.tcp\"}")
                .post(path)
                .then()
                .statusCode(404)
                .body("detail", containsString("few-site:few-site:few-99:few.tcp"));
        json("{\"check\":\"x\"}").post("/api/v1/sites/nowhere/rechecks").then().statusCode(404);
        json("{\"check\":\"a\\u0000b\"}").post(path).then().statusCode(400).body("errors[0].field", equalTo("check"));
        json("{\"check\":\"%s\"}".formatted("x".repeat(321))).post(path).then().statusCode(400);
        json("{}").post(path).then().statusCode(400);
        json("{\"check\":\"x\",\"now\":true}").post(path).then().statusCode(400);

        for (int i = 0; i < Recheck.MAX_OPEN; i++) {
            recheck("few-site", "few-site:few-site:few-%d:few.tcp".formatted(i));
        }
        json("{\"check\":\"few-site:few-site:few-%d:few.tcp\"}".formatted(Recheck.MAX_OPEN))
                .post(path)
                .then()
                .statusCode(409)
                .body("detail", containsString("20 rechecks are open"));
        json("{}").put("/api/v1/sites/few-site/stop").then().statusCode(200);
        json("{\"check\":\"few-site:few-site:few-0:few.tcp\"}")
                .post(path)
                .then()
                .statusCode(409)
                .body("detail", containsString("stopped"));
    }

    @Test
    void shouldPublishAgainUnderTheSameRevisionWhenForced() throws SQLException {
        component("again");
        site("again-site", "again");
        await().atMost(PATIENCE).until(() -> !tables.isPending("again-site"));
        try (AssignmentTopic agents = new AssignmentTopic(bootstrap, "portreach.agent.again-site", "again-site")) {
            await().atMost(PATIENCE).until(() -> !agents.records().isEmpty());
            int before = agents.records().size();

            tables.forceAll(Instant.EPOCH);
            relay.atChange(null);

            await().atMost(PATIENCE).until(() -> agents.records().size() > before);
            List<Long> revisions = revisions(agents);
            assertThat(revisions.get(revisions.size() - 1)).isEqualTo(revisions.get(revisions.size() - 2));
        }
    }

    @Test
    void shouldPublishOtherSitesWhereOneSitesTopicIsNotAsItMustBe() throws Exception {
        component("odd");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic("portreach.agent.odd-site", 3, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            try {
                site("odd-site", "odd");
                site("even-site", "odd");

                await().atMost(PATIENCE).until(() -> !tables.isPending("even-site"));
                assertThat(tables.isPending("odd-site")).isTrue();
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                                given().get("/q/health/ready").asString())
                        .contains("portreach.agent.odd-site has 3 partitions"));
            } finally {
                admin.deleteTopics(List.of("portreach.agent.odd-site")).all().get(30, TimeUnit.SECONDS);
            }
        }
        await().atMost(PATIENCE).until(() -> !tables.isPending("odd-site"));
    }

    @Test
    void shouldPutAgentsAtBothEndsAndChangeBackWhenTheWindowEnds() throws SQLException {
        // given a site of the core, and one that needs a component with a row in each direction
        component("both");
        json("{'key':'both.out','component':'both','protocol':'tcp','ports':'4000','direction':'outbound'}")
                .post("/api/v1/policies")
                .then()
                .statusCode(201);
        json("{'component':'both','protocol':'tcp','ports':'80','expectation':'permitted'}")
                .put("/api/v1/policies/both.tcp")
                .then()
                .statusCode(200);
        site("both-core", "delivery-receiver");
        site("both-site", "both");
        agent("both-core");
        String endpoint = "{'component':'both','address':'10.9.0.6','site':'both-core'%s}";
        json(endpoint.formatted("")).put("/api/v1/endpoints/both-1").then().statusCode(201);
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/sites/both-site/assignment")
                .then()
                .statusCode(200)
                .body("assignment.checks.id", hasItem("both-site:both-site:both-1:both.tcp"))
                .body("notProbed[0].endpoint", equalTo("both-1"))
                .body("notProbed[0].policy", equalTo("both.out"))
                .body("notProbed[0].reason", containsString("has no agentAddress")));

        // when what is missing is given, at the site
        agent("both-site");
        json("{'access':'direct','components':['both'],'agentAddress':'192.0.2.9'}")
                .put("/api/v1/sites/both-site")
                .then()
                .statusCode(200);

        // then the assignments of both ends change
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/sites/both-core/assignment")
                .then()
                .body(
                        "assignment.checks.find{it.id=='both-core:both-site:both-1:both.out'}.responders.id",
                        hasItem("both-site-a")));
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/sites/both-site/assignment")
                .then()
                .body("notProbed", hasSize(0))
                .body("assignment.listeners.id", hasItem("both-1:both.out")));

        // and with a window that is about to end, the core listens for the site, until then
        json(endpoint.formatted(
                        ",'responder':{'until':'%s'}".formatted(Instant.now().plusSeconds(5))))
                .put("/api/v1/endpoints/both-1")
                .then()
                .statusCode(200);
        given().delete("/api/v1/sites/both-core").then().statusCode(409);
        assertThat(tables.renderAfterWindows(Instant.EPOCH, Instant.now().plusSeconds(60)))
                .isGreaterThanOrEqualTo(2);
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/sites/both-core/assignment")
                .then()
                .body("changesPending", equalTo(false))
                .body("assignment.listeners", nullValue()));
        await().atMost(PATIENCE).untilAsserted(() -> given().get("/api/v1/sites/both-site/assignment")
                .then()
                .body("changesPending", equalTo(false))
                .body("assignment.checks[0].responders", nullValue()));
        given().get("/api/v1/endpoints/both-1").then().body("site", equalTo("both-core"));
    }

    private static void agent(String site) {
        String key = AgentKeys.encode(AgentKeys.generate().getPublic());
        json("{'id':'%s-a','publicKey':'%s'}".formatted(site, key))
                .post("/api/v1/sites/%s/agents".formatted(site))
                .then()
                .statusCode(201);
    }

    private static void component(String id) {
        json("{\"id\":\"%s\"}".formatted(id)).post("/api/v1/components").then().statusCode(201);
        json("{\"key\":\"%1$s.tcp\",\"component\":\"%1$s\",\"protocol\":\"tcp\",\"ports\":\"80\"}".formatted(id))
                .post("/api/v1/policies")
                .then()
                .statusCode(201);
    }

    private static void site(String id, String component) {
        json("{\"id\":\"%s\",\"access\":\"direct\",\"components\":[\"%s\"]}".formatted(id, component))
                .post("/api/v1/sites")
                .then()
                .statusCode(201);
    }

    private static RequestSpecification json(String body) {
        return given().contentType(ContentType.JSON).body(body.replace('\'', '"'));
    }

    private static ConsumerRecord<String, byte[]> latest(AssignmentTopic topic) {
        List<ConsumerRecord<String, byte[]>> records = topic.records();
        return records.get(records.size() - 1);
    }

    private static boolean last(AssignmentTopic topic, java.util.function.Predicate<Assignment> test) {
        List<ConsumerRecord<String, byte[]>> records = topic.records();
        return !records.isEmpty()
                && latest(topic).value() != null
                && test.test(CODEC.read(latest(topic).value()));
    }

    private static boolean isTombstone(AssignmentTopic topic) {
        return !topic.records().isEmpty() && latest(topic).value() == null;
    }

    private static List<Long> revisions(AssignmentTopic topic) {
        return topic.records().stream()
                .filter(record -> record.value() != null)
                .map(record -> CODEC.read(record.value()).revision())
                .toList();
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream in = Assignment.class.getResourceAsStream("/schemas/" + EventType.ASSIGNMENT.schema())) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
        }
    }
}
