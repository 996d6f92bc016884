package dev.portreach.alert.correlation;

import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.result.Heartbeat.Problem;
import dev.portreach.contracts.state.AgentState;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All agents as last heard of, and the profiles of their sites. */
final class Agents {

    private final Map<String, AgentState> agents = new LinkedHashMap<>();
    private final Map<String, Map<String, AgentState>> bySite = new HashMap<>();
    private final Map<String, SiteProfile> profiles = new HashMap<>();
    private final Map<String, Instant> doubtedSince = new HashMap<>();
    private boolean changed;

    /**
     * What the standing and grouping of a site's checks hang on.
     *
     * @param heard ids of agents that are enrolled and heard
     * @param listening what agents that are heard say they cannot do
     */
    record View(Set<String> enrolled, Set<String> heard, List<?> listening, Set<String> enforcementPoints) {}

    void put(AgentState state, Instant now) {
        AgentState before = agents.put(state.key(), state);
        bySite.computeIfAbsent(state.site(), site -> new TreeMap<>()).put(state.key(), state);
        if (state.untrusted() == 0 && !AgentCauses.hasTwin(state)) {
            doubtedSince.remove(state.key());
        } else if (before == null || !doubtedSince.containsKey(state.key())) {
            doubtedSince.put(state.key(), now);
        }
        if (state.profile() != null) {
            profiles.put(state.site(), state.profile());
        }
        changed = true;
    }

    void remove(String key) {
        AgentState gone = agents.remove(key);
        doubtedSince.remove(key);
        if (gone != null) {
            Map<String, AgentState> left = bySite.get(gone.site());
            left.remove(key);
            if (left.isEmpty()) {
                bySite.remove(gone.site());
                profiles.remove(gone.site());
            }
            changed = true;
        }
    }

    /** Whether anything changed since this was last asked. */
    boolean drainChanged() {
        boolean result = changed;
        changed = false;
        return result;
    }

    AgentState get(String key) {
        return agents.get(key);
    }

    Collection<AgentState> all() {
        return agents.values();
    }

    /** Since when something in an agent's name has been wrong, as far as is known here. */
    Instant doubtedSince(AgentState agent) {
        return doubtedSince.getOrDefault(agent.key(), agent.since());
    }

    SiteProfile profile(String site) {
        return profiles.get(site);
    }

    private Collection<AgentState> of(String site) {
        return bySite.getOrDefault(site, Map.of()).values();
    }

    /** What agents of a site say of an address that they probe: as a rule that they were blocked there as scanners. */
    List<String> sayOf(String site, String address) {
        Set<String> said = null;
        for (AgentState agent : of(site)) { // for every failing check, and nearly never is there anything
            for (Problem problem : agent.problems()) {
                if (address.equals(problem.check()) && problem.reason() != null) {
                    said = said == null ? new LinkedHashSet<>() : said;
                    said.add(problem.reason());
                }
            }
        }
        return said == null ? List.of() : List.copyOf(said);
    }

    Set<String> enrolled(String site) {
        return of(site).stream()
                .filter(AgentState::enrolled)
                .map(AgentState::agent)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<AgentState> heard(String site) {
        return of(site).stream()
                .filter(agent -> agent.enrolled() && !agent.silent())
                .toList();
    }

    View view(String site) {
        List<AgentState> heard = heard(site);
        SiteProfile profile = profiles.get(site);
        return new View(
                enrolled(site),
                heard.stream().map(AgentState::key).collect(Collectors.toCollection(TreeSet::new)),
                heard.stream()
                        .sorted(Comparator.comparing(AgentState::key))
                        .map(AgentState::problems)
                        .toList(),
                profile == null
                        ? Set.of()
                        : profile.enforcementPoints().stream()
                                .map(EnforcementPoint::name)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()));
    }

    /** The site of the agent behind an id that {@link AgentCauses} made, null for checks and agents that are gone. */
    String siteOf(String id) {
        AgentState agent = behind(id);
        return agent == null ? null : agent.site();
    }

    private AgentState behind(String id) {
        return id.indexOf('/') < 0 ? null : agents.get(id.substring(id.indexOf(':') + 1));
    }

    /** The standing of what an id says of an agent, null if there is no such agent. */
    Standing standing(String id) {
        AgentState agent = behind(id);
        if (agent == null) {
            return null;
        }
        boolean bad = id.equals(AgentCauses.silentId(agent))
                ? agent.silent()
                : id.equals(AgentCauses.twinId(agent)) ? AgentCauses.hasTwin(agent) : agent.untrusted() > 0;
        return bad ? Standing.FAILING : Standing.OK;
    }
}
