package dev.portreach.alert.message;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.Evidence;
import dev.portreach.contracts.incident.Incident.Responsible;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that a message is made of.
 *
 * @param scopes of the failing checks; empty for causes that lie with agents
 * @param verdict the worst among them
 * @param siteNames name for people, by site
 * @param sources CIDRs of the affected sites' users, by site
 * @param users at the same time, by affected site; 0 or absent where not known
 * @param totalSites sites that have members in the cause, failing or not
 * @param absorbed incidents that this one explains
 */
public record Facts(
        Cause cause,
        List<Cause> indistinguishable,
        Evidence evidence,
        List<CheckScope> scopes,
        Verdict verdict,
        Instant onset,
        Map<String, String> siteNames,
        Map<String, List<String>> sources,
        Map<String, Integer> users,
        int totalSites,
        List<Responsible> responsible,
        double confidence,
        Cause runnerUp,
        List<String> absorbed) {

    String siteName(String site) {
        return siteNames.getOrDefault(site, site);
    }

    /** Names of the sites with failing checks, or those the cause is about. */
    List<String> sites() {
        return scopes.stream()
                .map(CheckScope::subject)
                .distinct()
                .sorted()
                .map(this::siteName)
                .toList();
    }

    /** The commonest way to fail, null if there is none. */
    String mainOutcome() {
        return evidence.outcomes().entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
