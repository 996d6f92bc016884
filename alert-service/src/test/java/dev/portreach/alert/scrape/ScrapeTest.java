package dev.portreach.alert.scrape;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.portreach.alert.support.Infrastructure;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Verdict;
import io.prometheus.client.exporter.common.TextFormat;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Infrastructure.class)
class ScrapeTest {

    private static final String LABELS =
            "{check=\"%s\",site=\"lyon\",vantage=\"lyon\",component=\"dr\",endpoint=\"dr-1\",policy=\"dr.data\","
                    + "instance=\"[2001:db8::1]:20020-20029\",";

    private static CheckState state(String check, Verdict verdict) {
        return new CheckState(
                check,
                new CheckScope(
                        "lyon",
                        "lyon",
                        "emea",
                        Access.DIRECT,
                        Map.of(),
                        "dr",
                        "Delivery Receiver",
                        "dr-1",
                        "2001:db8::1",
                        "2001:db8::1",
                        "dr.data",
                        Protocol.TCP,
                        Ports.parse("20020-20029"),
                        Expectation.LISTENING,
                        true,
                        30_000,
                        1_500,
                        RangeMode.ALL,
                        Severity.MAJOR),
                verdict,
                Instant.EPOCH,
                null,
                null,
                null,
                1,
                Proof.STRONG,
                null,
                List.of(
                        new Run(Ports.parse("20020-20024"), Outcome.OPEN, Proof.STRONG, 900L),
                        new Run(Ports.parse("20025"), Outcome.TIMEOUT, Proof.WEAK, null),
                        new Run(Ports.parse("20026-20029"), Outcome.OPEN, Proof.STRONG, 900L)),
                List.of(),
                Instant.EPOCH,
                1,
                1,
                null);
    }

    private static String text(List<CheckState> states, Map<String, Double> micros) throws IOException {
        StringWriter text = new StringWriter();
        TextFormat.write004(text, Collections.enumeration(ProbeSamples.of(states, micros)));
        return text.toString();
    }

    @Test
    void shouldSayWhatIsKnownUnderBlackboxNames() throws IOException {
        String text = text(
                List.of(state("a", Verdict.OK), state("b\"\\", Verdict.PARTIAL), state("c", Verdict.UNKNOWN)),
                Map.of("a", 12_500.0));

        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "probe_success" + LABELS.formatted("a") + "} 1.0",
                        "probe_success" + LABELS.formatted("b\\\"\\\\") + "} 0.0",
                        "probe_duration_seconds" + LABELS.formatted("a") + "} 0.0125",
                        "probe_outcome_ports" + LABELS.formatted("a") + "outcome=\"open\",} 9.0",
                        "probe_outcome_ports" + LABELS.formatted("a") + "outcome=\"timeout\",} 1.0",
                        "probe_outcome_ports" + LABELS.formatted("b\\\"\\\\") + "outcome=\"open\",} 9.0",
                        "probe_outcome_ports" + LABELS.formatted("b\\\"\\\\") + "outcome=\"timeout\",} 1.0",
                        "probe_outcome_ports" + LABELS.formatted("c") + "outcome=\"open\",} 9.0",
                        "probe_outcome_ports" + LABELS.formatted("c") + "outcome=\"timeout\",} 1.0");
    }

    @Test
    void shouldBeOffUnlessItIsToldHowMuch() {
        given().get("/api/v1/checks/metrics")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body(containsString("PORTREACH_SCRAPE_MOST_CHECKS"));
    }
}
