package dev.portreach.contracts.assignment;

import dev.portreach.contracts.policy.Access;
import java.util.List;
import java.util.Map;

/**
 * A site as correlation and messages see it.
 *
 * @param name for people
 * @param labels free key and value pairs
 * @param sources CIDRs of its users and agents
 * @param concurrentUsers users at the same time, 0 if not known
 * @param contact role mailbox of the site's network administrators
 */
public record SiteProfile(
        String name,
        String region,
        Access access,
        Map<String, String> labels,
        List<String> sources,
        int concurrentUsers,
        String contact,
        List<EnforcementPoint> enforcementPoints) {

    public SiteProfile {
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        sources = sources == null ? List.of() : List.copyOf(sources);
        enforcementPoints = enforcementPoints == null ? List.of() : List.copyOf(enforcementPoints);
    }
}
