package dev.portreach.alert.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.event.DeadLetters;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.Topics;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.result.Heartbeat;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionTopologyTest {

    @TempDir
    Path stateDir;

    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(stateDir, Instant.parse("2026-03-01T10:00:00Z"));
        bench.assign("lyon", "berlin", "oslo", "rome");
        bench.intervals(3);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /** Where the test says so, packets are dropped. */
    private void drop(Predicate<String> checks) {
        bench.network = (site, check) -> checks.test(check) ? Outcome.TIMEOUT : Bench.healthy(site, check);
    }

    private Incident onlyOpen() {
        assertThat(bench.open()).hasSize(1);
        return bench.open().get(0);
    }

    @Test
    void shouldFindEverythingWellWithoutAnIncident() {
        assertThat(bench.states).hasSize(24).allSatisfy((id, state) -> assertThat(state.verdict())
                .isEqualTo(Verdict.OK));
        assertThat(bench.published).isEmpty();
    }

    @Test
    void shouldOpenOneIncidentForOnePortAndResolveIt() {
        String check = Fleet.check("lyon", "delivery-receiver", "control");

        drop(check::equals);
        bench.intervals(5);

        assertThat(onlyOpen().cause().kind()).isEqualTo(CauseKind.CHECK);
        assertThat(onlyOpen().evidence().lastSuccess())
                .isEqualTo(onlyOpen().onset().minus(Fleet.INTERVAL));
        assertThat(onlyOpen().title())
                .isEqualTo("tcp/33321 (delivery receiver, delivery-receiver-1 at 10.1.2.3) does not answer from Lyon");

        bench.network = Bench::healthy;
        bench.intervals(4);

        assertThat(bench.open()).isEmpty();
        assertThat(bench.published)
                .extracting(Incident::change)
                .containsExactly(IncidentChange.OPENED, IncidentChange.RESOLVED);
    }

    @Test
    void shouldPassOnThatAnAgentMayHaveBeenBlockedAsAScanner() {
        String reason = "10.1.2.3: many ports failed right after a sweep; perhaps blocked as a scanner\u0007";
        bench.problems.put("lyon", new Heartbeat.Problem[] {new Heartbeat.Problem("10.1.2.3", reason)});
        drop(check -> check.startsWith("lyon:") && check.contains("delivery-receiver"));
        bench.intervals(6);
        assertThat(onlyOpen().summary())
                .endsWith(
                        "An agent says: 10.1.2.3: many ports failed right after a sweep; perhaps blocked as a scanner .");
        // of another host nobody has said so
        drop(check -> check.startsWith("rome:") && check.contains("media-indexer"));
        bench.intervals(8);
        assertThat(onlyOpen().summary()).doesNotContain("An agent says");
    }

    @Test
    void shouldNameTheAccessWhenAllSitesOfOneKindAreCutOff() {
        drop(check -> check.startsWith("lyon:") || check.startsWith("berlin:"));
        bench.intervals(6);

        assertThat(onlyOpen().cause().kind()).isEqualTo(CauseKind.ACCESS);
        assertThat(onlyOpen().cause().scope()).containsEntry("access", "extranet-vpn");
    }

    @Test
    void shouldNameTheSiteWhenEverythingFromItIsDropped() {
        drop(check -> check.startsWith("oslo:"));
        bench.intervals(6);

        assertThat(onlyOpen().cause().kind()).isEqualTo(CauseKind.SITE);
    }

    @Test
    void shouldNameTheComponentThatIsStoppedEverywhere() {
        bench.network =
                (site, check) -> check.contains("delivery-receiver") ? Outcome.REFUSED : Bench.healthy(site, check);
        bench.intervals(6);

        assertThat(onlyOpen().cause().kind()).isEqualTo(CauseKind.COMPONENT);
        assertThat(onlyOpen().title()).isEqualTo("delivery receiver refuses from everywhere (4 of 4 sites)");
    }

    @Test
    void shouldNameComponentAtOneSite() {
        drop(check -> check.startsWith("rome:") && check.contains("media-indexer"));
        bench.intervals(6);

        assertThat(onlyOpen().cause().kind()).isEqualTo(CauseKind.SITE_COMPONENT);
        assertThat(onlyOpen().cause().scope())
                .containsEntry("site", "rome")
                .containsEntry("component", "media-indexer");
    }

    @Test
    void shouldNamePortsThatAllHostsOfOneSiteShare() {
        drop(check -> check.startsWith("rome:") && check.endsWith(".data"));
        bench.intervals(6);

        assertThat(onlyOpen().cause().kind()).isEqualTo(CauseKind.SITE_PORT);
        assertThat(onlyOpen().cause().scope()).containsEntry("ports", "tcp/20020-20029");
    }

    @Test
    void shouldLeaveDataPortsUnknownThatAreSilentFromEverywhere() {
        drop(check -> check.endsWith(".data"));
        bench.intervals(6);

        assertThat(bench.open()).isEmpty();
        assertThat(bench.states
                        .get(Fleet.check("rome", "media-indexer", "data"))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void shouldKeepTheIdWhenTheCauseTurnsOutWider() {
        drop(check -> check.startsWith("oslo:") && check.contains("media-indexer"));
        bench.intervals(6);
        String id = onlyOpen().id();

        drop(check -> check.startsWith("oslo:"));
        bench.intervals(6);

        assertThat(onlyOpen().id()).isEqualTo(id);
        assertThat(onlyOpen().cause().kind()).isEqualTo(CauseKind.SITE);
        assertThat(bench.published).extracting(Incident::change).contains(IncidentChange.CAUSE_CHANGED);
        assertThat(bench.published)
                .filteredOn(one -> one.change() == IncidentChange.OPENED)
                .hasSize(1);
    }

    @Test
    void shouldResolveAWideCauseWithoutNarrowOnesOnTheWay() {
        drop(check -> check.startsWith("oslo:"));
        bench.intervals(6);
        drop(check -> check.startsWith("oslo:") && check.contains("media-indexer"));
        bench.intervals(2);
        bench.network = Bench::healthy;
        bench.intervals(5);

        assertThat(bench.published)
                .extracting(Incident::change)
                .containsOnlyOnce(IncidentChange.OPENED, IncidentChange.RESOLVED)
                .doesNotContain(IncidentChange.CAUSE_CHANGED);
    }

    @Test
    void shouldTellWhatAnAgentCannotDoOnceAndWhenThatIsOver() {
        // given
        Heartbeat.Problem taken = new Heartbeat.Problem("media-indexer-1:media-indexer.data", "taken for 1 s");
        Heartbeat.Problem stillTaken = new Heartbeat.Problem(taken.check(), "taken for 2 s");
        bench.heartbeat("oslo", Bench.EPOCH);
        agentStates();
        // when
        bench.heartbeat("oslo", Bench.EPOCH, taken);
        bench.heartbeat("oslo", Bench.EPOCH, stillTaken);
        bench.heartbeat("oslo", Bench.EPOCH);
        // then another wording of the same is no news
        assertThat(agentStates()).extracting(AgentState::problems).containsExactly(List.of(taken), List.of());
    }

    private List<AgentState> agentStates() {
        return bench.output(Bench.TOPICS.agentStates()).readValuesToList().stream()
                .map(new EventCodec<AgentState>(EventType.AGENT_STATE)::read)
                .toList();
    }

    @Test
    void shouldReportASilentAgentAndKeepItsChecksUnknown() {
        bench.speaking.remove("oslo");
        bench.intervals(8);

        assertThat(onlyOpen().cause().kind()).isEqualTo(CauseKind.AGENT_SILENT);
        assertThat(onlyOpen().title()).isEqualTo("site Oslo is silent: VPN or agent");
        assertThat(bench.states
                        .get(Fleet.check("oslo", "media-indexer", "control"))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);

        bench.speaking.add("oslo"); // its results come ahead of its heartbeat
        bench.intervals(4);

        assertThat(bench.open()).isEmpty();
        assertThat(bench.states
                        .get(Fleet.check("oslo", "media-indexer", "control"))
                        .verdict())
                .isEqualTo(Verdict.OK);
    }

    @Test
    void shouldNotCallAnAgentSilentWhoseHeartbeatsAreStillToBeRead() {
        bench.heartbeatsEnd = 1_000; // more than were read, as where a backlog of results keeps them waiting
        bench.speaking.remove("oslo");
        bench.intervals(90);
        assertThat(bench.open()).isEmpty();

        bench.heartbeatsBegin = 1_000; // nothing is left to be read
        bench.intervals(10);
        assertThat(onlyOpen().cause().kind()).isEqualTo(CauseKind.AGENT_SILENT);
    }

    @Test
    void shouldBeBlindWhenMostSitesAreSilentAtOnce() {
        bench.speaking.removeAll(List.of("oslo", "rome", "lyon"));
        bench.intervals(8);

        assertThat(onlyOpen().cause().kind()).isEqualTo(CauseKind.BLIND);
        assertThat(bench.published).hasSize(1);
    }

    @Test
    void shouldPutGarbageAsideAndGoOn() {
        var letters = bench.output(Topics.deadLetters(Bench.TOPICS.results()));
        bench.raw(Bench.TOPICS.results(), "oslo", "{".getBytes(StandardCharsets.UTF_8), new RecordHeaders());
        bench.raw(Bench.TOPICS.results(), "oslo", null, new RecordHeaders());
        bench.raw(Bench.TOPICS.results(), null, new byte[] {0, -1}, new RecordHeaders());

        assertThat(letters.readRecordsToList())
                .extracting(letter -> EventCodec.text(letter.headers(), DeadLetters.REASON))
                .containsExactly("wrong-type", "wrong-type", "wrong-key");
        drop(check -> check.startsWith("oslo:"));
        bench.intervals(6);
        assertThat(onlyOpen().cause().kind()).isEqualTo(CauseKind.SITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check-states", "agent-states"})
    void shouldPutGarbageOfStageTwoAside(String name) {
        String topic = Bench.TOPICS.prefix() + "." + name;
        var letters = bench.output(Topics.deadLetters(topic));
        bench.raw(topic, "key", "{".getBytes(StandardCharsets.UTF_8), new RecordHeaders());

        assertThat(letters.readRecordsToList())
                .extracting(letter -> EventCodec.text(letter.headers(), DeadLetters.REASON))
                .containsExactly("wrong-type");
    }

    @Test
    void shouldNotBelieveForgedBatchesButRaiseAnIncident() {
        var letters = bench.output(Topics.deadLetters(Bench.TOPICS.results()));
        String check = Fleet.check("oslo", "media-indexer", "control");
        for (int i = 0; i < 6; i++) {
            bench.send(bench.batch("oslo", 1, Map.of(check, Outcome.TIMEOUT), bench.now), Bench.key("rome"));
            bench.intervals(1);
        }

        assertThat(letters.readRecordsToList()).hasSize(6).allSatisfy(letter -> assertThat(
                        EventCodec.text(letter.headers(), DeadLetters.REASON))
                .isEqualTo("bad-signature"));
        assertThat(onlyOpen().cause().kind()).isEqualTo(CauseKind.UNTRUSTED);
        assertThat(bench.states.get(check).verdict()).isEqualTo(Verdict.OK);

        bench.intervals(32);
        assertThat(bench.open()).isEmpty();
    }

    @Test
    void shouldTellTwoProcessesUnderOneId() {
        String twin = "0190a1b2-0000-7000-8000-000000000002";
        for (int i = 0; i < 4; i++) {
            bench.intervals(1);
            bench.heartbeat("oslo", twin);
        }
        bench.pass(Duration.ofSeconds(2));

        assertThat(onlyOpen().title()).isEqualTo("two processes run as agent oslo-1 at Oslo");
    }

    @Test
    void shouldIgnoreDuplicatesAndLateObservations() {
        String check = Fleet.check("oslo", "media-indexer", "control");
        long version = bench.states.get(check).version();
        ResultBatch late = bench.batch("oslo", 1, Map.of(check, Outcome.TIMEOUT), bench.now.minusSeconds(60));
        for (int i = 0; i < 6; i++) {
            bench.send(late, Bench.key("oslo"));
        }
        bench.intervals(2);

        assertThat(bench.states.get(check).version()).isEqualTo(version);
        assertThat(bench.skipped("late")).isEqualTo(1);
        assertThat(bench.skipped("duplicate")).isEqualTo(5);
    }

    @Test
    void shouldParkABatchUntilItsRevisionComes() {
        String check = Fleet.check("oslo", "media-indexer", "control");
        bench.network = (site, id) -> id.equals(check) ? Outcome.REFUSED : Bench.healthy(site, id);
        for (int i = 0; i < 5; i++) {
            bench.send(bench.batch("oslo", 2, Map.of(check, Outcome.REFUSED), bench.now), Bench.key("oslo"));
            bench.pass(Duration.ofSeconds(1));
        }
        assertThat(bench.states.get(check).verdict()).isEqualTo(Verdict.OK);

        bench.assign(Fleet.assignment("oslo", 2));

        assertThat(bench.states.get(check).verdict()).isEqualTo(Verdict.FAILING);
    }

    @Test
    void shouldGiveUpOnABatchWhoseRevisionNeverComes() {
        var letters = bench.output(Topics.deadLetters(Bench.TOPICS.results()));
        String check = Fleet.check("oslo", "media-indexer", "control");
        bench.send(bench.batch("oslo", 9, Map.of(check, Outcome.REFUSED), bench.now), Bench.key("oslo"));

        bench.pass(Duration.ofMinutes(11));

        assertThat(letters.readRecordsToList())
                .extracting(letter -> EventCodec.text(letter.headers(), DeadLetters.REASON))
                .containsExactly("unknown-revision");
    }

    @Test
    void shouldRetractChecksOfASiteThatIsNoLongerAssigned() {
        drop(check -> check.startsWith("oslo:"));
        bench.intervals(6);

        bench.raw(Bench.TOPICS.assignments(), "oslo", null, new RecordHeaders());
        bench.pass(Duration.ofSeconds(3));

        assertThat(bench.states).hasSize(18);
        assertThat(bench.open()).isEmpty();
    }

    @Test
    void shouldStayQuietAboutASiteWhereProbingIsStopped() {
        String check = Fleet.check("oslo", "media-indexer", "control");

        // when the kill switch is thrown, and what was in flight still says that all is dropped
        bench.assign(Fleet.assignment("oslo", 2).stopped("change at the firewall"));
        drop(id -> id.startsWith("oslo:"));
        bench.intervals(6);

        // then nothing is known, and nobody is told
        assertThat(bench.states.get(check).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(bench.states.get(check).reason()).isEqualTo("probing is stopped: change at the firewall");
        assertThat(bench.published).isEmpty();

        // when probing goes on
        bench.network = Bench::healthy;
        bench.assign(Fleet.assignment("oslo", 3));
        bench.intervals(3);

        assertThat(bench.states.get(check).verdict()).isEqualTo(Verdict.OK);
        assertThat(bench.published).isEmpty();
    }

    @Test
    void shouldKeepAnIncidentOpenWhileProbingIsStoppedAndNotTellOfItAgain() {
        // given an incident
        drop(check -> check.startsWith("oslo:"));
        bench.intervals(6);
        String id = onlyOpen().id();

        // when nothing is known any more
        bench.assign(Fleet.assignment("oslo", 2).stopped("change at the firewall"));
        bench.intervals(6);

        // then nobody claims that it is over, and it is over once that is seen
        assertThat(onlyOpen().id()).isEqualTo(id);
        bench.network = Bench::healthy;
        bench.assign(Fleet.assignment("oslo", 3));
        bench.intervals(6);
        assertThat(bench.open()).isEmpty();
        assertThat(bench.published)
                .extracting(Incident::change)
                .containsExactly(IncidentChange.OPENED, IncidentChange.RESOLVED);
    }
}
