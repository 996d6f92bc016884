package dev.portreach.catalog.firewall;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.policy.Access;
import java.time.Instant;
import java.util.List;

/**
 * What a site's firewalls are asked to let pass.
 *
 * @param site id
 * @param name of the site, for people
 * @param contact role mailbox of the site's network administrators; null if not known
 * @param sources of the site, as the catalog has them
 * @param enforcementPoints devices on the way, all of which must let all of it pass
 * @param madeAt when
 * @param revision of the catalog, which grows with every change
 * @param evidenceAsOf where only what is blocked is asked for: what was known then; null where all is asked for
 * @param flows the least of them; rules are made of these
 * @param namedFlows with hosts known by name alone
 * @param scanner the agents; null where only what is blocked is asked for
 * @param notes what is no rule
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FirewallRequest(
        String site,
        String name,
        Access access,
        String contact,
        List<String> sources,
        List<EnforcementPoint> enforcementPoints,
        Instant madeAt,
        long revision,
        Instant evidenceAsOf,
        List<Flow> flows,
        List<NamedFlow> namedFlows,
        Scanner scanner,
        List<Note> notes) {

    public FirewallRequest {
        sources = List.copyOf(sources);
        enforcementPoints = List.copyOf(enforcementPoints);
        flows = List.copyOf(flows);
        namedFlows = List.copyOf(namedFlows);
        notes = List.copyOf(notes);
    }

    /** Whether it asks only for what the evidence shows blocked. */
    public boolean isOnlyFailing() {
        return evidenceAsOf != null;
    }

    /**
     * How the devices on the way belong together, where there are several: the catalog knows that they are on the way, and
     * not in which order or for which part of it. Empty for one or none, or where nothing
     * is asked for.
     */
    public String together() {
        return enforcementPoints.size() < 2 || rows().isEmpty()
                ? ""
                : "All of these devices are on the way, one behind the other: every one of them must let all of this pass."
                        + " It is open only when the last of them has done it.";
    }

    /** What each device on the way is asked for. */
    public List<Ask> asks() {
        return Ask.of(this);
    }

    /** What to open, one row each, for people. */
    public List<Row> rows() {
        return Row.of(this);
    }
}
