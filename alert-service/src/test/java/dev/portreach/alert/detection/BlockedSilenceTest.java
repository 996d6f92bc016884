package dev.portreach.alert.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.assignment.SiteProfile;
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
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Transition;
import dev.portreach.contracts.state.Verdict;
import dev.portreach.contracts.trust.AgentKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A port that must be blocked and is silent, beside other ports of its host and of another one. */
class BlockedSilenceTest {

    private static final String SITE = "lyon";
    private static final String AGENT = "lyon-1";
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final States states = new States();
    private final Revision revision = revision();
    private SiteDetector detector = new SiteDetector(SITE, START, states);
    private long seq;
    private Instant now = START;

    @BeforeEach
    void assign() {
        detector.assign(revision, START);
    }

    @Test
    void shouldBeWellWhileAnotherPortOfTheHostAnswers() {
        see("web", Outcome.OPEN);
        see("telnet", Outcome.TIMEOUT);
        assertThat(states.of("telnet").verdict()).isEqualTo(Verdict.OK);
        assertThat(states.of("telnet").proof()).isEqualTo(Proof.WEAK);
    }

    @Test
    void shouldBeUnknownWhereOnlyAnotherHostAnswers() {
        see("elsewhere", Outcome.OPEN);
        see("telnet", Outcome.TIMEOUT);
        assertThat(states.of("telnet").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void shouldBecomeUnknownWhenTheHostFallsSilent() {
        see("web", Outcome.OPEN);
        see("telnet", Outcome.TIMEOUT);
        // when
        for (int round = 0; round < Confirmation.CONFIRMED; round++) {
            see("web", Outcome.TIMEOUT);
            see("telnet", Outcome.TIMEOUT);
        }
        // then
        assertThat(states.of("web").verdict()).isEqualTo(Verdict.FAILING);
        assertThat(states.of("telnet").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void shouldNotRestOnAnAnswerOfLongAgo() {
        see("web", Outcome.OPEN);
        now = now.plus(INTERVAL.multipliedBy(3));
        see("telnet", Outcome.TIMEOUT);
        assertThat(states.of("telnet").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void shouldGoOnAfterARestartWithoutATurn() {
        see("web", Outcome.OPEN);
        see("telnet", Outcome.TIMEOUT);
        // when another task takes over a day later
        now = now.plus(Duration.ofDays(1));
        detector = new SiteDetector(SITE, now, states);
        detector.restore(revision, List.copyOf(states.saved.values()), states.agents.values());
        for (int round = 0; round < Confirmation.STREAK_CAP; round++) {
            see("telnet", Outcome.TIMEOUT);
            see("web", Outcome.OPEN);
        }
        // then
        assertThat(states.of("telnet").verdict()).isEqualTo(Verdict.OK);
        assertThat(states.transitions).extracting(Transition::check).doesNotContain(id("telnet"));
    }

    private void see(String policy, Outcome outcome) {
        now = now.plusSeconds(1);
        Ports ports = Ports.parse(check(policy).ports());
        Proof proof = outcome == Outcome.OPEN ? Proof.STRONG : Proof.WEAK;
        Observation observation = new Observation(
                id(policy),
                now.toEpochMilli(),
                null,
                check(policy).address(),
                null,
                List.of(new Run(ports, outcome, proof, null)));
        detector.take(
                new ResultBatch(AGENT, SITE, "0196c7a0-0000-7000-8000-000000000001", ++seq, 1, List.of(observation)),
                revision,
                now);
    }

    private AssignedCheck check(String policy) {
        return revision.assignment().checks().stream()
                .filter(check -> check.policy().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    private static String id(String policy) {
        return "check-" + policy;
    }

    private static Revision revision() {
        SiteProfile profile = new SiteProfile(
                "Lyon", "emea", Access.DIRECT, Map.of(), List.of(), 1, "network@lyon.example.com", List.of());
        return new Revision(new Assignment(
                SITE,
                1,
                START,
                profile,
                List.of(new AssignedAgent(
                        AGENT, AgentKeys.encode(AgentKeys.generate().getPublic()))),
                List.of(
                        policy("telnet", Expectation.BLOCKED),
                        policy("web", Expectation.LISTENING),
                        policy("elsewhere", Expectation.LISTENING)),
                List.of(
                        check("telnet", "10.0.0.1", "23"),
                        check("web", "10.0.0.1", "80"),
                        check("elsewhere", "10.0.0.2", "80")),
                List.of(),
                null));
    }

    private static AssignedCheck check(String policy, String address, String ports) {
        return new AssignedCheck(id(policy), policy, SITE, "server", address, address, ports, List.of());
    }

    private static AssignedPolicy policy(String key, Expectation expectation) {
        return new AssignedPolicy(
                key,
                "server",
                "Server",
                key,
                Protocol.TCP,
                Direction.INBOUND,
                expectation,
                RangeMode.ALL,
                true,
                INTERVAL,
                Duration.ofSeconds(1),
                null,
                null);
    }

    private static final class States implements DetectionSink {

        final Map<String, CheckState> published = new HashMap<>();
        final Map<String, CheckEntry> saved = new HashMap<>();
        final Map<String, AgentEntry> agents = new HashMap<>();
        final List<Transition> transitions = new ArrayList<>();

        CheckState of(String policy) {
            return published.get(id(policy));
        }

        @Override
        public void publish(CheckState state) {
            published.put(state.check(), state);
        }

        @Override
        public void publish(Transition transition) {
            if (transition.from() != Verdict.UNKNOWN) {
                transitions.add(transition);
            }
        }

        @Override
        public void publish(AgentState state) {}

        @Override
        public void retractCheck(String check) {
            published.remove(check);
        }

        @Override
        public void retractAgent(String key) {}

        @Override
        public void save(CheckEntry entry) {
            saved.put(entry.check(), entry);
        }

        @Override
        public void deleteCheck(String check) {
            saved.remove(check);
        }

        @Override
        public void save(AgentMark mark) {
            agents.computeIfPresent(mark.agent(), (agent, entry) -> entry.marked(mark));
        }

        @Override
        public void save(AgentEntry entry) {
            agents.put(entry.agent(), entry);
        }

        @Override
        public void deleteAgent(String agent) {
            agents.remove(agent);
        }

        @Override
        public void skipped(String reason) {
            throw new AssertionError("skipped: " + reason);
        }
    }
}
