package dev.portreach.alert.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.problem.Problem.FieldError;
import dev.portreach.contracts.proof.ProofReport;
import dev.portreach.contracts.proof.ProofRow;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProofRulesTest {

    private static final Instant NOW = Proofs.AT.plusSeconds(60);
    private static final ProofReport GOOD = Proofs.report("laptop", Proofs.AT, Proofs.row("receiver.example.org", "a"));

    @Test
    void shouldTakeWhatPreflightMakes() {
        assertThat(ProofRules.check(GOOD, NOW)).isEmpty();
    }

    @Test
    void shouldNameEverythingThatIsMissing() {
        ProofReport empty = new ProofReport(null, null, null, null, null, null, null, null, null, null);
        assertThat(fields(empty))
                .containsExactly(
                        "id", "origin", "at", "tookMillis", "pack", "packVersion", "tool", "reachable", "rows");
        ProofRow hollow = new ProofRow(null, null, null, null, null, null, null, null, null, null, null, null, null);
        assertThat(fields(with(hollow)))
                .contains("rows[0].component", "rows[0].host", "rows[0].policy", "rows[0].ports", "rows[0].verdict");
        assertThat(fields(new ProofReport(
                        GOOD.id(),
                        GOOD.origin(),
                        GOOD.at(),
                        1L,
                        "a",
                        1,
                        "t",
                        true,
                        Collections.singletonList(null),
                        Collections.singletonList(null))))
                .containsExactly("notes[0]", "rows[0]");
    }

    @Test
    void shouldRefuseIdsAndTimesThatCannotBe() {
        assertThat(fields(changed(UUID.randomUUID(), "laptop", Proofs.AT))).containsExactly("id");
        assertThat(fields(changed(GOOD.id(), "two\nlines", Proofs.AT))).containsExactly("origin");
        assertThat(fields(changed(GOOD.id(), "\ud800", Proofs.AT))).containsExactly("origin");
        assertThat(fields(changed(GOOD.id(), "x".repeat(ProofRules.MAX_TEXT + 1), Proofs.AT)))
                .containsExactly("origin");
        assertThat(fields(changed(GOOD.id(), "laptop", NOW.plus(Duration.ofDays(2)))))
                .containsExactly("at");
        assertThat(fields(changed(GOOD.id(), "laptop", Instant.EPOCH))).containsExactly("at");
        assertThat(fields(changed(GOOD.id(), "laptop", Instant.MAX))).containsExactly("at");
    }

    @Test
    void shouldRefuseRunsThatAreNotOfTheRowOrSayTwoThings() {
        assertThat(fields(with(Proofs.row("h", "p", "80", List.of(Proofs.run("81", Outcome.OPEN))))))
                .containsExactly("rows[0].runs[0].ports");
        assertThat(fields(with(Proofs.row(
                        "h",
                        "p",
                        "80-90",
                        List.of(Proofs.run("80-85", Outcome.OPEN), Proofs.run("85", Outcome.TIMEOUT))))))
                .containsExactly("rows[0].runs[1].ports");
        assertThat(fields(with(Proofs.row("h", "p", "80", List.of(Proofs.run("80", Outcome.UNRECOGNISED))))))
                .containsExactly("rows[0].runs[0].outcome");
    }

    @Test
    void shouldBoundRowsAndRunsAndWhatItSaysOfThem() {
        ProofRow row = Proofs.row("h", "p");
        assertThat(fields(with(Collections.nCopies(ProofRules.MAX_ROWS, row).toArray(ProofRow[]::new))))
                .isEmpty();
        assertThat(fields(with(Collections.nCopies(ProofRules.MAX_ROWS + 1, row).toArray(ProofRow[]::new))))
                .containsExactly("rows");
        List<Run> runs = new ArrayList<>();
        for (int port = 1; port <= ProofRules.MAX_RUNS + 1; port++) {
            runs.add(Proofs.run(Integer.toString(port), Outcome.OPEN));
        }
        assertThat(fields(with(Proofs.row("h", "p", "1-65535", runs)))).containsExactly("rows");
        assertThat(fields(with(Proofs.row(
                        "h", "p", "1-65535", Collections.nCopies(9_000, Proofs.run("1-65535", Outcome.OPEN))))))
                .hasSize(50);
    }

    private static ProofReport with(ProofRow... rows) {
        return Proofs.report("laptop", Proofs.AT, rows);
    }

    private static ProofReport changed(UUID id, String origin, Instant at) {
        return new ProofReport(
                id,
                origin,
                at,
                GOOD.tookMillis(),
                GOOD.pack(),
                GOOD.packVersion(),
                GOOD.tool(),
                GOOD.reachable(),
                GOOD.rows(),
                GOOD.notes());
    }

    private static List<String> fields(ProofReport report) {
        return ProofRules.check(report, NOW).stream().map(FieldError::field).toList();
    }
}
