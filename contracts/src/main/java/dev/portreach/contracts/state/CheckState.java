package dev.portreach.contracts.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Where a check stands. Published at every change, suspicions included; steady results publish nothing.
 *
 * @param verdict confirmed
 * @param since first observation of that verdict
 * @param suspected what unconfirmed evidence points to; null if nothing contradicts the verdict
 * @param suspectedSince first observation of that evidence
 * @param lastSuccess the last observation that was as the policy demands; null if none is known
 * @param streak observations in a row that say so
 * @param proof whether the verdict is proven
 * @param reason one line for people: why this verdict
 * @param runs latest view of the ports
 * @param agents agents of the site by which it fails; all of them for {@code failing}, some for {@code partial}
 * @param observedAt the observation that made this version
 * @param revision of the assignment it was judged by
 * @param version grows with every publication for this check, across restarts
 * @param degraded in which way it works badly; null if it works well, does not work, or nobody has said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckState(
        String check,
        CheckScope scope,
        Verdict verdict,
        Instant since,
        Verdict suspected,
        Instant suspectedSince,
        Instant lastSuccess,
        int streak,
        Proof proof,
        String reason,
        List<Run> runs,
        List<String> agents,
        Instant observedAt,
        long revision,
        long version,
        Degradation degraded) {

    public CheckState {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(verdict, "verdict");
        runs = runs == null ? List.of() : List.copyOf(runs);
        agents = agents == null ? List.of() : List.copyOf(agents);
    }
}
