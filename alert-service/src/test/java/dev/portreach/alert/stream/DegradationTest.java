package dev.portreach.alert.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.incident.IncidentSeverity;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.state.DegradationKind;
import dev.portreach.contracts.state.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What works badly is an incident of its own, and a softer one. */
class DegradationTest {

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

    /** Every fifth probe of each of these gets no answer, not all at the same time. */
    private void lose(String site, int intervals) {
        for (int i = 0; i < intervals; i++) {
            int turn = i;
            bench.network = (from, check) -> from.equals(site)
                            && check.endsWith(".control")
                            && (turn + Math.floorMod(check.hashCode(), 5)) % 5 == 0
                    ? Outcome.TIMEOUT
                    : Bench.healthy(from, check);
            bench.intervals(1);
        }
        bench.network = Bench::healthy;
    }

    @Test
    void shouldTellOfGrayLossOnceOverARestartAndThatItIsOver() {
        // when each control port of a site loses every fifth probe
        lose("lyon", 60);
        // then it is one incident, of the site, and no check is said to fail
        Incident open = bench.open().get(0);
        assertThat(bench.open()).hasSize(1);
        assertThat(open.cause().kind()).isEqualTo(CauseKind.SITE);
        assertThat(open.severity()).isEqualTo(IncidentSeverity.WARNING);
        assertThat(open.title()).isEqualTo("everything from Lyon loses probes (3 of 3 checks)");
        assertThat(bench.states).allSatisfy((id, state) -> {
            assertThat(state.verdict()).isEqualTo(Verdict.OK);
            boolean affected = id.startsWith("lyon:") && id.endsWith(".control");
            assertThat(state.degraded() == null ? null : state.degraded().kind())
                    .isEqualTo(affected ? DegradationKind.LOSS : null);
        });

        // when another instance takes over, and it goes on
        int told = bench.published.size();
        bench.restart();
        lose("lyon", 20);
        assertThat(bench.open()).extracting(Incident::id).containsExactly(open.id());
        assertThat(bench.published.subList(told, bench.published.size()))
                .noneMatch(incident -> incident.change() == IncidentChange.OPENED);

        // when it is over
        bench.intervals(150);
        assertThat(bench.open()).isEmpty();
        assertThat(bench.published.get(bench.published.size() - 1).change()).isEqualTo(IncidentChange.RESOLVED);
        assertThat(bench.states)
                .allSatisfy((id, state) -> assertThat(state.degraded()).isNull());
    }

    @Test
    void shouldNotCallAnOutageLoss() {
        bench.network = (site, check) -> site.equals("lyon") ? Outcome.TIMEOUT : Bench.healthy(site, check);
        bench.intervals(40);
        bench.network = Bench::healthy;
        bench.intervals(40);
        assertThat(bench.open()).isEmpty();
        assertThat(bench.published).noneMatch(incident -> incident.title().contains("loses"));
    }
}
