package dev.portreach.alert.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.message.Texts;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.contracts.state.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a spool tells of a silence is history: it changes no state and pages nobody. */
class DrainedSpoolTest {

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

    @Test
    void shouldPageNobodyAboutTheSilence() {
        // given a site that was silent, and during which, as its agent saw, nothing could be reached from it
        List<ResultBatch> spooled = new ArrayList<>();
        bench.speaking.remove("oslo");
        for (int i = 0; i < 10; i++) {
            spooled.add(bench.batch("oslo", 1, allDropped(), bench.now));
            bench.intervals(1);
        }
        assertThat(bench.open()).extracting(open -> open.cause().kind()).containsExactly(CauseKind.AGENT_SILENT);

        // when it is heard again, and its spool drains beside its live results
        bench.speaking.add("oslo");
        bench.intervals(1);
        for (ResultBatch batch : spooled) {
            bench.send(batch, Bench.key("oslo"));
            bench.intervals(1);
        }
        bench.intervals(4);

        // then every state is as the live results have it
        assertThat(bench.skipped("late")).isEqualTo(spooled.size() * 6);
        assertThat(bench.states)
                .allSatisfy((id, state) -> assertThat(state.verdict()).isEqualTo(Verdict.OK));
        assertThat(bench.states)
                .allSatisfy((id, state) -> assertThat(state.runs()).noneMatch(run -> run.outcome() == Outcome.TIMEOUT));
        // and nobody heard of anything but the silence
        assertThat(bench.open()).isEmpty();
        assertThat(bench.published)
                .extracting(Incident::change)
                .containsExactly(IncidentChange.OPENED, IncidentChange.RESOLVED);
    }

    @Test
    void shouldSayThatTheLineWasDownWhereTheAgentRan() {
        // given a silence, over which another instance takes over
        Instant lastHeard = bench.now.minus(Fleet.INTERVAL);
        bench.speaking.remove("oslo");
        bench.intervals(8);
        bench.restart();
        bench.intervals(2);
        // when the same process is back, with results on its disk
        bench.heartbeat("oslo", Bench.EPOCH, 12);
        Instant back = bench.now;
        bench.speaking.add("oslo");
        bench.intervals(5);
        // then
        Incident last = bench.published.get(bench.published.size() - 1);
        assertThat(last.change()).isEqualTo(IncidentChange.RESOLVED);
        assertThat(last.title()).startsWith("Oslo cut off: VPN or line down ");
        assertThat(last.summary())
                .startsWith("The agent ran all the time")
                .contains(Texts.utc(lastHeard), Texts.utc(back));
    }

    @Test
    void shouldNotSayWhoWasDownWhereTheAgentBeganAnew() {
        bench.speaking.remove("oslo");
        bench.intervals(8);
        bench.heartbeat("oslo", "0190a1b2-0000-7000-8000-00000000000b", 12);
        bench.intervals(5);
        Incident last = bench.published.get(bench.published.size() - 1);
        assertThat(last.change()).isEqualTo(IncidentChange.RESOLVED);
        assertThat(last.title()).isEqualTo("site Oslo is silent: VPN or agent");
    }

    @Test
    void shouldTakeAnEpochRenewedDuringTheSilenceForTheSameProcess() {
        // given an agent that learns from the broker that its clock was ahead, and begins a new epoch
        String renewed = "0190a1b2-0000-7000-8000-000000000009";
        for (int i = 0; i < 6; i++) {
            bench.speaking.remove("oslo");
            bench.intervals(1);
            bench.heartbeat("oslo", renewed);
        }
        // then nobody is told of two
        assertThat(bench.open()).isEmpty();
        assertThat(bench.published).isEmpty();
    }

    private Map<String, Outcome> allDropped() {
        Map<String, Outcome> seen = new HashMap<>();
        for (String component : Fleet.COMPONENTS) {
            seen.put(Fleet.check("oslo", component, "control"), Outcome.TIMEOUT);
            seen.put(Fleet.check("oslo", component, "data"), Outcome.TIMEOUT);
        }
        return seen;
    }
}
