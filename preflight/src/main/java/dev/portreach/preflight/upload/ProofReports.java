package dev.portreach.preflight.upload;

import dev.portreach.contracts.proof.AskedPorts;
import dev.portreach.contracts.proof.ProofReport;
import dev.portreach.contracts.proof.ProofRow;
import dev.portreach.preflight.report.Finding;
import dev.portreach.preflight.report.Report;
import java.util.UUID;

/** A report in the form that is kept. */
final class ProofReports {

    private ProofReports() {}

    static ProofReport of(UUID id, Report report, boolean unprovenToo, String origin, String tool) {
        return new ProofReport(
                id,
                origin,
                report.at(),
                report.took().toMillis(),
                report.pack(),
                report.packVersion(),
                tool,
                report.isReachable(unprovenToo),
                report.findings().stream().map(ProofReports::row).toList(),
                report.notes());
    }

    private static ProofRow row(Finding finding) {
        return new ProofRow(
                finding.component(),
                finding.host(),
                finding.address(),
                finding.source(),
                finding.policy(),
                finding.protocol(),
                finding.ports(),
                finding.expectation(),
                finding.required(),
                finding.verdict(),
                finding.proof(),
                finding.runs(),
                finding.asked().stream()
                        .map(asked -> new AskedPorts(asked.ports(), asked.times()))
                        .toList());
    }
}
