package dev.portreach.alert.history;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.portreach.alert.support.Infrastructure;
import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.Verdict;
import dev.portreach.contracts.trust.AgentKeys;
import dev.portreach.contracts.trust.EventSignature;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scripts of faults through the writer, late and in disorder; what REST answers is compared with the script second by second,
 * and answers from packed days with those from intervals.
 */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class HistoryOracleTest {

    private static final int CHECKS = 3;
    private static final int AGENTS = 2;
    private static final List<String> COMPONENTS = List.of("receiver", "central");
    private static final EventCodec<ResultBatch> RESULTS = new EventCodec<>(EventType.RESULTS);
    private static final JsonPathConfig EXACT =
            JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE);
    private static final EventCodec<Assignment> ASSIGNMENTS = new EventCodec<>(EventType.ASSIGNMENT);

    @Inject
    HistoryWriter writer;

    @Inject
    HistoryHousekeeping housekeeping;

    @Inject
    DayMaking days;

    @Inject
    Folding folding;

    private final KeyPair keys = AgentKeys.generate();
    private final String site = "oracle-" + UUID.randomUUID().toString().substring(0, 8);

    /** Four hours before midnight, more than a week ago: the script covers the end of a day, a day, and some of a third. */
    private final long start = Day.of(Instant.now().toEpochMilli()) - 9 * Day.MILLIS - 4 * 3_600_000L;

    private final long end = start + FaultScript.LENGTH * 1_000L;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAnswerAsTheScriptSays(long seed) {
        // given: most comes in disorder and some of it not at all yet
        Random random = new Random(seed);
        FaultScript script = new FaultScript(CHECKS, AGENTS, random);
        List<FaultScript.Look> looks = script.looks();
        List<ReceivedBatch> batches = batches(looks);
        Collections.shuffle(batches, random);
        List<ReceivedBatch> late = batches.subList(0, batches.size() / 5);
        writer.learn(assignment(), ASSIGNMENTS.write(assignment()));
        store(batches.subList(late.size(), batches.size()), random);

        // when
        Map<String, Object> early = answers(new Random(seed));
        packAll();

        // then: packed or not, the answers are the same
        assertThat(answers(new Random(seed))).isEqualTo(early);

        // when: the rest comes
        store(late, random);
        Map<String, Object> whole = answers(new Random(seed));

        // then
        assertThat(whole).isNotEqualTo(early);
        compare(script);
        compareMeasurements(looks);
        packAll();
        assertThat(answers(new Random(seed))).isEqualTo(whole);
        compare(script);
        compareMeasurements(looks);
        assertThat(revisedAt()).isNotNull();
    }

    private void compare(FaultScript script) {
        List<JsonPath> histories = IntStream.range(0, CHECKS)
                .mapToObj(check -> json("/api/v1/checks/" + check(check) + "/history", start, end))
                .toList();
        int known = 0;
        for (int check = 0; check < CHECKS; check++) {
            List<Span> spans = spans(histories.get(check));
            int at = 0;
            for (int second = 0; second < FaultScript.LENGTH; second++) {
                long millis = start + second * 1_000L;
                while (spans.get(at).to() <= millis) {
                    at++;
                }
                Verdict said = spans.get(at).verdict();
                if (script.truth(check, second).isPresent()) {
                    known++;
                    assertThat(said)
                            .as("%s at second %d", check(check), second)
                            .isEqualTo(script.truth(check, second).get());
                }
            }
            compareAvailability(check, spans);
        }
        assertThat(known).isGreaterThan(CHECKS * FaultScript.LENGTH / 2);
    }

    /** Adding up what the timeline says gives what the report says. */
    private void compareAvailability(int check, List<Span> spans) {
        Map<Verdict, Long> millis = new EnumMap<>(Verdict.class);
        spans.forEach(span -> millis.merge(span.verdict(), span.to() - span.from(), Long::sum));
        JsonPath report = given().queryParam("by", "check")
                .queryParam("site", site)
                .queryParam("from", Instant.ofEpochMilli(start).toString())
                .queryParam("to", Instant.ofEpochMilli(end).toString())
                .get("/api/v1/availability")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(EXACT);
        Map<String, Number> seconds =
                report.getMap("items.find { it.group.check == '%s' }.seconds".formatted(check(check)));
        for (Verdict verdict : List.of(Verdict.OK, Verdict.FAILING, Verdict.PARTIAL, Verdict.UNKNOWN)) {
            assertThat(seconds.get(verdict.wireName()).doubleValue())
                    .as("%s of %s", verdict, check(check))
                    .isEqualTo(millis.getOrDefault(verdict, 0L) / 1_000.0, within(0.000_1));
        }
    }

    private void compareMeasurements(List<FaultScript.Look> looks) {
        for (Duration step : List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1))) {
            Map<Instant, Long> expected = new HashMap<>();
            looks.stream()
                    .filter(look -> look.check() == 0)
                    .forEach(look -> expected.merge(floor(look, step), look.answered() ? 0L : 1L, Long::sum));
            JsonPath series = given().queryParam("step", step.toString())
                    .queryParam("from", Instant.ofEpochMilli(start).toString())
                    .queryParam("to", Instant.ofEpochMilli(end).toString())
                    .get("/api/v1/checks/" + check(0) + "/latency")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath(EXACT);
            Map<Instant, Long> lost = new HashMap<>();
            List<Map<String, Object>> points = series.getList("points");
            for (Map<String, Object> point : points) {
                Map<?, ?> measured = (Map<?, ?>) point.get("measured");
                double share = ((Number) measured.get("loss")).doubleValue();
                long count = ((Number) measured.get("observations")).longValue();
                lost.put(Instant.parse((String) point.get("at")), Math.round(share * count));
            }
            assertThat(lost).as("lost by %s", step).isEqualTo(expected);
        }
    }

    private Instant floor(FaultScript.Look look, Duration step) {
        long width = step.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(start + look.atMillis(), width) * width);
    }

    /** Answers of every kind at instants and over periods of chance. */
    private Map<String, Object> answers(Random random) {
        Map<String, Object> answers = new HashMap<>();
        for (int i = 0; i < 15; i++) {
            Instant at = Instant.ofEpochMilli(start + random.nextInt(FaultScript.LENGTH * 1_000));
            JsonPath states = given().queryParam("site", site)
                    .queryParam("at", at.toString())
                    .get("/api/v1/states")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath(EXACT);
            answers.put("states " + at, states.getList("items"));
            JsonPath matrix = given().queryParam("at", at.toString())
                    .get("/api/v1/matrix")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath(EXACT);
            List<Map<String, Object>> cells = matrix.getList("cells.findAll { it.site == '%s' }".formatted(site));
            answers.put("matrix " + at, cells);
            assertThat(counted(cells)).as("matrix at %s", at).isEqualTo(counted(states));
            long from = start + random.nextInt(FaultScript.LENGTH * 1_000);
            JsonPath availability = given().queryParam("site", site)
                    .queryParam("from", Instant.ofEpochMilli(from).toString())
                    .queryParam("to", Instant.ofEpochMilli(end).toString())
                    .get("/api/v1/availability")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath(EXACT);
            answers.put("availability " + from, availability.getList("items"));
        }
        return answers;
    }

    private static Map<String, Integer> counted(List<Map<String, Object>> cells) {
        Map<String, Integer> counted = new HashMap<>();
        cells.forEach(cell -> ((Map<?, ?>) cell.get("counts"))
                .forEach((verdict, count) -> counted.merge(
                        cell.get("component") + " " + verdict, ((Number) count).intValue(), Integer::sum)));
        return counted;
    }

    private static Map<String, Integer> counted(JsonPath states) {
        Map<String, Integer> counted = new HashMap<>();
        List<Map<String, Object>> items = states.getList("items");
        items.forEach(item -> counted.merge(item.get("component") + " " + item.get("confirmed"), 1, Integer::sum));
        return counted;
    }

    private Object revisedAt() {
        return json("/api/v1/availability?site=" + site, start, end).get("revisedAt");
    }

    private static JsonPath json(String path, long from, long to) {
        return given().queryParam("from", Instant.ofEpochMilli(from).toString())
                .queryParam("to", Instant.ofEpochMilli(to).toString())
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(EXACT);
    }

    private static List<Span> spans(JsonPath history) {
        List<Map<String, String>> spans = history.getList("confirmed");
        return spans.stream()
                .map(span -> new Span(
                        Instant.parse(span.get("from")).toEpochMilli(),
                        Instant.parse(span.get("to")).toEpochMilli(),
                        Verdict.valueOf(span.get("verdict").toUpperCase(Locale.ROOT))))
                .toList();
    }

    /** As housekeeping does, some days later. */
    private void packAll() {
        Instant later = Instant.now();
        housekeeping.rest(later);
        while (folding.fold(later) || days.make(later)) {
            assertThat(later).isAfter(Instant.ofEpochMilli(end));
        }
    }

    private void store(List<ReceivedBatch> batches, Random random) {
        for (int i = 0; i < batches.size(); ) {
            int next = Math.min(batches.size(), i + 1 + random.nextInt(40));
            writer.write(batches.subList(i, next));
            i = next;
        }
    }

    private List<ReceivedBatch> batches(List<FaultScript.Look> looks) {
        Map<String, List<FaultScript.Look>> byRun = new HashMap<>();
        looks.forEach(look -> byRun.computeIfAbsent(look.agent() + " " + look.run(), key -> new ArrayList<>())
                .add(look));
        List<ReceivedBatch> batches = new ArrayList<>();
        byRun.values().forEach(ofRun -> {
            String epoch = UUID.randomUUID().toString();
            ofRun.sort(Comparator.comparingLong(FaultScript.Look::atMillis));
            for (int i = 0; i < ofRun.size(); i += 20) {
                batches.add(batch(epoch, i / 20 + 1, ofRun.subList(i, Math.min(ofRun.size(), i + 20))));
            }
        });
        batches.sort(Comparator.comparing((ReceivedBatch batch) ->
                        batch.batch().observations().get(0).at())
                .thenComparing(batch -> batch.batch().agent()));
        return batches;
    }

    private ReceivedBatch batch(String epoch, long seq, List<FaultScript.Look> looks) {
        List<Observation> observations = looks.stream().map(this::observation).toList();
        ResultBatch batch = new ResultBatch("agent-" + looks.get(0).agent(), site, epoch, seq, 1, observations);
        byte[] value = RESULTS.write(batch);
        String signature = EventSignature.sign(keys.getPrivate(), EventType.RESULTS, site, value);
        return new ReceivedBatch(site, batch, value, signature, 0, seq, end + 1_000);
    }

    private Observation observation(FaultScript.Look look) {
        Run run = look.answered()
                ? new Run(Ports.of(443), Outcome.OPEN, Proof.STRONG, 1_000L + look.check())
                : new Run(Ports.of(443), Outcome.TIMEOUT, Proof.WEAK, null);
        return new Observation(
                check(look.check()), start + look.atMillis(), look.sincePrevious(), "10.9.0.1", null, List.of(run));
    }

    private String check(int number) {
        return AssignedCheck.id(site, site, "endpoint-" + number, policy(number));
    }

    private static String policy(int check) {
        return COMPONENTS.get(check % COMPONENTS.size()) + ".control";
    }

    private Assignment assignment() {
        List<AssignedPolicy> policies = COMPONENTS.stream()
                .map(component -> new AssignedPolicy(
                        component + ".control",
                        component,
                        component,
                        "control",
                        Protocol.TCP,
                        Direction.INBOUND,
                        Expectation.LISTENING,
                        RangeMode.ALL,
                        true,
                        Duration.ofSeconds(FaultScript.INTERVAL),
                        Duration.ofMillis(1_500),
                        "p. 1",
                        null))
                .toList();
        List<AssignedCheck> checks = IntStream.range(0, CHECKS)
                .mapToObj(check -> new AssignedCheck(
                        check(check),
                        policy(check),
                        site,
                        "endpoint-" + check,
                        "10.1.0.1",
                        "10.9.0.1",
                        "443",
                        List.of()))
                .toList();
        return new Assignment(
                site,
                1,
                Instant.ofEpochMilli(start - Day.MILLIS),
                new SiteProfile(
                        site, "emea", Access.EXTRANET_VPN, Map.of(), List.of(), 0, "net@example.org", List.of()),
                IntStream.range(0, AGENTS)
                        .mapToObj(agent -> new AssignedAgent("agent-" + agent, AgentKeys.encode(keys.getPublic())))
                        .toList(),
                policies,
                checks,
                List.of(),
                null);
    }
}
