package dev.portreach.alert.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.incident.Incident;
import dev.portreach.contracts.incident.IncidentChange;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.state.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
