package dev.portreach.contracts.proof;

import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One row of the pack at one endpoint. Fields are null where a body leaves them out; who takes it checks.
 *
 * @param component id within the pack
 * @param host the endpoint as it was written: an address or a name
 * @param address what was probed
 * @param source local address of the machine towards it, before any NAT; null if there was no route
 * @param policy key of the row
 * @param verdict as the tool judged
 * @param runs what was seen; empty if the row could not be probed
 * @param asked ports that were asked more than once
 */
public record ProofRow(
        String component,
        String host,
        String address,
        String source,
        String policy,
        Protocol protocol,
        Ports ports,
        Expectation expectation,
        Boolean required,
        Verdict verdict,
        Proof proof,
        List<Run> runs,
        List<AskedPorts> asked) {

    public ProofRow {
        runs = copy(runs);
        asked = copy(asked);
    }

    /** Takes null elements, too: they are found when the row is checked. */
    static <T> List<T> copy(List<T> items) {
        return items == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(items));
    }
}
