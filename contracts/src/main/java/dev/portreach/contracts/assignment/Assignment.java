package dev.portreach.contracts.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Everything that a site's agents and everything downstream need, whole. Immutable under its revision: any change makes
 * a new one.
 *
 * @param site vantage: the site whose agents probe
 * @param revision grows with every change of this site's assignment, from 1
 * @param issuedAt when the catalog made this revision
 * @param profile what correlation and messages need to know of the site
 * @param agents the agents whose signatures count
 * @param policies each policy once; checks refer to them by key
 * @param checks what to probe
 * @param listeners where to listen for the challenges of other agents; most sites have none
 * @param stopped why nothing may be probed and nobody may listen now (the kill switch); null in normal operation
 * @param rechecks what somebody wants probed now; an agent carries each out once, and only while it is open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Assignment(
        String site,
        long revision,
        Instant issuedAt,
        SiteProfile profile,
        List<AssignedAgent> agents,
        List<AssignedPolicy> policies,
        List<AssignedCheck> checks,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AssignedListener> listeners,
        String stopped,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Recheck> rechecks) {

    public Assignment {
        Objects.requireNonNull(site, "site");
        if (revision < 1) {
            throw new IllegalArgumentException("revision %d of site %s is not positive".formatted(revision, site));
        }
        Objects.requireNonNull(profile, "profile");
        agents = agents == null ? List.of() : List.copyOf(agents);
        policies = policies == null ? List.of() : List.copyOf(policies);
        checks = checks == null ? List.of() : List.copyOf(checks);
        listeners = listeners == null ? List.of() : List.copyOf(listeners);
        rechecks = rechecks == null ? List.of() : List.copyOf(rechecks);
    }

    /** One in which nobody wants anything probed out of turn. */
    public Assignment(
            String site,
            long revision,
            Instant issuedAt,
            SiteProfile profile,
            List<AssignedAgent> agents,
            List<AssignedPolicy> policies,
            List<AssignedCheck> checks,
            List<AssignedListener> listeners,
            String stopped) {
        this(site, revision, issuedAt, profile, agents, policies, checks, listeners, stopped, List.of());
    }

    /** The same under another revision. */
    public Assignment under(long newRevision, Instant newIssuedAt) {
        return new Assignment(
                site, newRevision, newIssuedAt, profile, agents, policies, checks, listeners, stopped, rechecks);
    }

    /** The same under the kill switch, or without it if the reason is null. */
    public Assignment stopped(String reason) {
        return new Assignment(site, revision, issuedAt, profile, agents, policies, checks, listeners, reason, rechecks);
    }

    /** The same with these requests. */
    public Assignment rechecking(List<Recheck> requests) {
        return new Assignment(
                site, revision, issuedAt, profile, agents, policies, checks, listeners, stopped, requests);
    }
}
