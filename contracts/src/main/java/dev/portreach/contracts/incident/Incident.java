package dev.portreach.contracts.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One inferred cause, whole. Every version replaces the one before.
 *
 * @param id stays while the trouble lasts, also when its cause turns out wider or narrower
 * @param version grows with every publication
 * @param indistinguishable causes that the evidence cannot tell from {@code cause}
 * @param title one line: cause and scope
 * @param summary a few lines for people: evidence, kind of failure, since when, who acts, what to check
 * @param onset first failing observation
 * @param confidence 0 to 1: of the score of the best and second-best explanation, the best one's share
 * @param runnerUp the next best explanation, if any
 * @param totalChecks failing checks explained; {@code checks} shows the first 100
 * @param absorbed ids of incidents that this one explains
 * @param severity how soon somebody should act; null in versions of releases that did not say
 * @param reason why this version was published, in words; null in versions of releases that did not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Incident(
        String id,
        long version,
        IncidentStatus status,
        IncidentChange change,
        Cause cause,
        List<Cause> indistinguishable,
        String title,
        String summary,
        Instant onset,
        Instant openedAt,
        Instant updatedAt,
        Instant resolvedAt,
        Evidence evidence,
        double confidence,
        Cause runnerUp,
        List<String> components,
        List<String> sites,
        List<Responsible> responsible,
        int totalChecks,
        List<AffectedCheck> checks,
        List<String> absorbed,
        IncidentSeverity severity,
        String reason) {

    public static final int SHOWN_CHECKS = 100;

    /** A check that the cause explains. */
    public record AffectedCheck(String check, Verdict verdict, Instant since, String reason, CheckScope scope) {}

    /** Who acts at a site: its contact and the devices on the way. */
    public record Responsible(String site, String contact, List<EnforcementPoint> enforcementPoints) {

        public Responsible {
            enforcementPoints = enforcementPoints == null ? List.of() : List.copyOf(enforcementPoints);
        }
    }

    public Incident {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(cause, "cause");
        indistinguishable = indistinguishable == null ? List.of() : List.copyOf(indistinguishable);
        components = components == null ? List.of() : List.copyOf(components);
        sites = sites == null ? List.of() : List.copyOf(sites);
        responsible = responsible == null ? List.of() : List.copyOf(responsible);
        checks = checks == null ? List.of() : List.copyOf(checks);
        absorbed = absorbed == null ? List.of() : List.copyOf(absorbed);
    }
}
