package dev.portreach.preflight.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.Verdict;
import java.util.List;

/**
 * One row of the pack at one host.
 *
 * @param host as it was written
 * @param address what was probed
 * @param source local address of this machine towards it, before any NAT; null if there is no route
 * @param policy key of the row
 * @param name of the row, for people
 * @param purpose what the ports are for, as the vendor's table says; may be null
 * @param asked ports that were asked more than once, as they were silent at first
 * @param seen the runs, and what they do not prove
 * @param advice what to do; null where nothing is to be done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
        String component,
        String componentName,
        String host,
        String address,
        String source,
        String policy,
        String name,
        String purpose,
        String reference,
        Protocol protocol,
        Ports ports,
        Expectation expectation,
        boolean required,
        Verdict verdict,
        Proof proof,
        List<Run> runs,
        List<Asked> asked,
        String seen,
        String advice) {

    public Finding {
        runs = List.copyOf(runs);
        asked = List.copyOf(asked);
    }

    public boolean isOk() {
        return verdict == Verdict.OK;
    }

    /** Neither shown to be reachable nor not to be. */
    public boolean isUnproven() {
        return verdict == Verdict.UNKNOWN;
    }
}
