package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.state.AgentState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Causes that lie with agents: silent ones, all of them at once, and names that are not to be trusted. */
final class AgentCauses {

    /** Agents of one fault fall silent within about a heartbeat of each other. */
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private AgentCauses() {}

    static String silentId(AgentState agent) {
        return "silent:" + agent.key();
    }

    static String untrustedId(AgentState agent) {
        return "untrusted:" + agent.key();
    }

    static String twinId(AgentState agent) {
        return "twin:" + agent.key();
    }

    /** Everything that can be said of this agent. */
    static List<String> ids(AgentState agent) {
        return List.of(silentId(agent), untrustedId(agent), twinId(agent));
    }

    static boolean hasTwin(AgentState agent) {
        return agent.otherEpoch() != null;
    }

    static List<Explanation> of(Collection<AgentState> agents, Function<AgentState, Instant> doubtedSince) {
        List<Explanation> found = new ArrayList<>();
        for (AgentState agent : agents) {
            Map<String, String> scope = Map.of("site", agent.site(), "agent", agent.agent());
            if (agent.untrusted() > 0) {
                found.add(single(new Cause(CauseKind.UNTRUSTED, scope), untrustedId(agent), doubtedSince.apply(agent)));
            }
            if (hasTwin(agent)) {
                Map<String, String> twin = new TreeMap<>(scope);
                twin.put("problem", "two-processes");
                found.add(single(new Cause(CauseKind.UNTRUSTED, twin), twinId(agent), doubtedSince.apply(agent)));
            }
        }
        found.addAll(silent(agents));
        return found;
    }

    private static List<Explanation> silent(Collection<AgentState> agents) {
        Map<String, List<AgentState>> sites = agents.stream()
                .filter(AgentState::enrolled)
                .collect(Collectors.groupingBy(AgentState::site, TreeMap::new, Collectors.toList()));
        List<AgentState> allSilent = agents.stream()
                .filter(agent -> agent.enrolled() && agent.silent())
                .toList();
        long silentSites = sites.values().stream().filter(AgentCauses::isSilent).count();
        if (silentSites >= 2 && silentSites * 2 > sites.size()) {
            int enrolled = sites.values().stream().mapToInt(List::size).sum();
            return List.of(explanation(new Cause(CauseKind.BLIND, Map.of()), allSilent, enrolled));
        }
        List<Explanation> found = new ArrayList<>();
        sites.forEach((site, mine) -> {
            if (isSilent(mine)) {
                found.add(explanation(new Cause(CauseKind.AGENT_SILENT, siteScope(site, mine)), mine, mine.size()));
            } else {
                mine.stream()
                        .filter(AgentState::silent)
                        .forEach(agent -> found.add(explanation(
                                new Cause(CauseKind.AGENT_SILENT, Map.of("site", site, "agent", agent.agent())),
                                List.of(agent),
                                mine.size())));
            }
        });
        return found;
    }

    private static boolean isSilent(List<AgentState> agents) {
        return agents.stream().allMatch(AgentState::silent);
    }

    private static Map<String, String> siteScope(String site, List<AgentState> agents) {
        return agents.size() == 1 ? Map.of("site", site, "agent", agents.get(0).agent()) : Map.of("site", site);
    }

    private static Explanation explanation(Cause cause, List<AgentState> silent, int agents) {
        Set<String> ids = new HashSet<>();
        Instant onset = Instant.MAX;
        for (AgentState agent : silent) {
            ids.add(silentId(agent));
            onset = agent.since().isBefore(onset) ? agent.since() : onset;
        }
        return new Explanation(
                cause,
                List.of(),
                List.of(),
                ids,
                ids.size(),
                ids.size(),
                agents - ids.size(),
                0,
                onset,
                onset,
                cause.kind() != CauseKind.BLIND,
                false,
                Instant.MIN,
                SETTLE,
                Duration.ZERO,
                1.0,
                null);
    }

    private static Explanation single(Cause cause, String id, Instant onset) {
        return new Explanation(
                cause,
                List.of(),
                List.of(),
                Set.of(id),
                1,
                1,
                0,
                0,
                onset,
                onset,
                false,
                false,
                Instant.MIN,
                Duration.ZERO,
                Duration.ZERO,
                1.0,
                null);
    }
}
