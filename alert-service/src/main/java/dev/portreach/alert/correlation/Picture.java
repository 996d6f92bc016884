package dev.portreach.alert.correlation;

import dev.portreach.contracts.assignment.AssignedListener;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All checks and agents as last heard of, and how each counts. */
final class Picture {

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Map<String, CheckState>> peers = new HashMap<>();
    private final Map<String, AgentState> agents = new LinkedHashMap<>();
    private final Map<String, SiteProfile> profiles = new HashMap<>();
    private final Map<String, Instant> doubtedSince = new HashMap<>();
    private final Map<Cause, Cause> pool = new HashMap<>();

    void put(CheckState state) {
        Member before = members.get(state.check());
        if (before != null && !peerKey(before.state()).equals(peerKey(state))) {
            removePeer(before.state());
        }
        Member member = before != null && before.state().scope().equals(state.scope())
                ? new Member(state, before.causes(), before.standing())
                : Member.of(state, cause -> pool.computeIfAbsent(cause, same -> same));
        members.put(state.check(), member);
        peers.computeIfAbsent(peerKey(state), key -> new HashMap<>()).put(state.check(), state);
    }

    void remove(String check) {
        Member gone = members.remove(check);
        if (gone != null) {
            removePeer(gone.state());
        }
    }

    private void removePeer(CheckState state) {
        peers.computeIfPresent(peerKey(state), (key, states) -> {
            states.remove(state.check());
            return states.isEmpty() ? null : states;
        });
    }

    private static String peerKey(CheckState state) {
        return state.scope().endpoint() + "|" + state.scope().policy();
    }

    void put(AgentState state, Instant now) {
        AgentState before = agents.put(state.key(), state);
        if (state.untrusted() == 0 && !AgentCauses.hasTwin(state)) {
            doubtedSince.remove(state.key());
        } else if (before == null || !doubtedSince.containsKey(state.key())) {
            doubtedSince.put(state.key(), now);
        }
        if (state.profile() != null) {
            profiles.put(state.site(), state.profile());
        }
    }

    void removeAgent(String key) {
        AgentState gone = agents.remove(key);
        doubtedSince.remove(key);
        if (gone != null
                && agents.values().stream().noneMatch(agent -> agent.site().equals(gone.site()))) {
            profiles.remove(gone.site());
        }
    }

    /** Reads all standings anew: what one check is worth can depend on what others see. */
    void assess() {
        Map<String, List<AgentState>> heard = agents.values().stream()
                .filter(agent -> agent.enrolled() && !agent.silent())
                .collect(Collectors.groupingBy(AgentState::site));
        members.replaceAll((id, member) -> member.standing(standing(member.state(), heard)));
    }

    /** A check of another site ends at an agent there: while none listens, its failure says nothing of the path. */
    private Standing standing(CheckState state, Map<String, List<AgentState>> heard) {
        CheckScope scope = state.scope();
        if (!scope.subject().equals(scope.vantage())
                && heard.getOrDefault(scope.subject(), List.of()).stream().noneMatch(agent -> listens(agent, scope))) {
            return Standing.UNKNOWN;
        }
        return Standings.of(state, peers.getOrDefault(peerKey(state), Map.of()).values());
    }

    private static boolean listens(AgentState agent, CheckScope scope) {
        String listener = AssignedListener.id(scope.endpoint(), scope.policy());
        return agent.problems().stream().noneMatch(problem -> listener.equals(problem.check()));
    }

    Member member(String id) {
        return members.get(id);
    }

    Collection<Member> members() {
        return members.values();
    }

    Collection<AgentState> agents() {
        return agents.values();
    }

    /** Since when something in an agent's name has been wrong, as far as is known here. */
    Instant doubtedSince(AgentState agent) {
        return doubtedSince.getOrDefault(agent.key(), agent.since());
    }

    SiteProfile profile(String site) {
        return profiles.get(site);
    }

    Map<String, SiteProfile> profiles() {
        return profiles;
    }

    /** The site of the agent behind an id that {@link AgentCauses} made, null for checks and agents that are gone. */
    String siteOfAgent(String id) {
        AgentState agent = agentOf(id);
        return agent == null ? null : agent.site();
    }

    private AgentState agentOf(String id) {
        return id.indexOf('/') < 0 ? null : agents.get(id.substring(id.indexOf(':') + 1));
    }

    /** The standing of whatever has this id, null if it is gone. */
    Standing standing(String id) {
        Member member = members.get(id);
        if (member != null) {
            return member.standing();
        }
        AgentState agent = agentOf(id);
        if (agent == null) {
            return null;
        }
        boolean bad = id.equals(AgentCauses.silentId(agent))
                ? agent.silent()
                : id.equals(AgentCauses.twinId(agent)) ? AgentCauses.hasTwin(agent) : agent.untrusted() > 0;
        return bad ? Standing.FAILING : Standing.OK;
    }

    List<Member> snapshot() {
        return new ArrayList<>(members.values());
    }
}
