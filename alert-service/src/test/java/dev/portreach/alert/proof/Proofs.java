package dev.portreach.alert.proof;

import dev.portreach.contracts.UuidV7;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.proof.AskedPorts;
import dev.portreach.contracts.proof.ProofReport;
import dev.portreach.contracts.proof.ProofRow;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.List;

/** Reports as preflight makes them. */
final class Proofs {

    static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private Proofs() {}

    static ProofReport report(String origin, Instant at, ProofRow... rows) {
        return new ProofReport(
                UuidV7.of(at.toEpochMilli()),
                origin,
                at,
                3_200L,
                "media-composer-cloud",
                2,
                "portreach check 0.1.0",
                false,
                List.of(rows),
                List.of("outbound rows were not looked at"));
    }

    /** A row of which the first port answered and the second did not, after six tries. */
    static ProofRow row(String host, String policy) {
        return row(host, policy, "8080-8081", List.of(run("8080", Outcome.OPEN), run("8081", Outcome.TIMEOUT)));
    }

    static ProofRow row(String host, String policy, String ports, List<Run> runs) {
        return new ProofRow(
                "receiver",
                host,
                "192.0.2.7",
                "10.1.1.1",
                policy,
                Protocol.TCP,
                Ports.parse(ports),
                Expectation.LISTENING,
                true,
                Verdict.FAILING,
                Proof.STRONG,
                runs,
                List.of(new AskedPorts(Ports.parse(ports), 6)));
    }

    static Run run(String ports, Outcome outcome) {
        return new Run(Ports.parse(ports), outcome, Proof.STRONG, outcome == Outcome.OPEN ? 900L : null);
    }
}
