package dev.portreach.alert.correlation;

import dev.portreach.contracts.assignment.AssignedListener;
import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.incident.CauseKind;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** All checks as last heard of, and how each counts. What one is worth can depend on agents, and on what others see. */
final class Picture {

    private final Map<String, Member> members = new HashMap<>();
    private final Map<String, Set<Member>> bySite = new HashMap<>();
    private final Map<String, Peers> peers = new HashMap<>();
    private final Set<Peers> unsettled = new LinkedHashSet<>();
    private final Groups groups = new Groups();
    private final Agents agents = new Agents();
    private Set<String> changed = new LinkedHashSet<>();
    private Set<String> replaced = new LinkedHashSet<>();
    private long created;

    Groups groups() {
        return groups;
    }

    Agents agents() {
        return agents;
    }

    Member member(String id) {
        return members.get(id);
    }

    void put(CheckState state) {
        Member member = members.get(state.check());
        if (member == null) {
            member = new Member(state, created++);
            members.put(member.id(), member);
            enter(member);
        } else if (member.state().scope().equals(state.scope())) {
            leavePeers(member);
        } else {
            if (isAnother(member.state().scope(), state.scope())) {
                replaced.add(member.id());
            }
            leave(member);
            leavePeers(member);
            member.set(state, Standing.UNKNOWN, false);
            enter(member);
        }
        Standing before = member.standing();
        judge(member, state);
        if (member.standing() != before) {
            changed.add(member.id());
        }
        enterPeers(member);
    }

    /** Whether what was seen of the one says nothing of the other: another target, or another demand on it. */
    private static boolean isAnother(CheckScope one, CheckScope other) {
        return !(one.ports().equals(other.ports())
                && one.protocol() == other.protocol()
                && one.expectation() == other.expectation()
                && Objects.equals(one.host(), other.host())
                && Objects.equals(one.address(), other.address()));
    }

    void remove(String check) {
        Member gone = members.remove(check);
        if (gone != null) {
            leave(gone);
            leavePeers(gone);
            changed.add(check);
        }
    }

    private void enter(Member member) {
        CheckScope scope = member.state().scope();
        for (String site : Set.copyOf(List.of(scope.vantage(), scope.subject()))) {
            bySite.computeIfAbsent(site, same -> new LinkedHashSet<>()).add(member);
        }
        groups.add(member, keys(scope));
    }

    private void leave(Member member) {
        groups.remove(member);
        CheckScope scope = member.state().scope();
        for (String site : Set.copyOf(List.of(scope.vantage(), scope.subject()))) {
            bySite.computeIfPresent(site, (same, those) -> {
                those.remove(member);
                return those.isEmpty() ? null : those;
            });
        }
    }

    private Collection<GroupKey> keys(CheckScope scope) {
        List<GroupKey> keys = new ArrayList<>(Grouping.ALL.size());
        Traits traits = Traits.of(scope);
        for (Grouping grouping : Grouping.ALL) {
            GroupKey key = grouping.values() == null ? null : grouping.key(traits);
            if (key != null) {
                keys.add(key);
            }
        }
        SiteProfile profile = agents.profile(scope.subject());
        if (profile != null) {
            profile.enforcementPoints().stream()
                    .map(EnforcementPoint::name)
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(name -> keys.add(new GroupKey(CauseKind.ENFORCEMENT_POINT, List.of(name))));
        }
        Set<String> roster = agents.enrolled(scope.vantage());
        if (roster.size() > 1) {
            roster.forEach(agent -> keys.add(new GroupKey(CauseKind.AGENT, List.of(scope.vantage(), agent))));
        }
        return keys;
    }

    private void enterPeers(Member member) {
        CheckState state = member.state();
        if (state.scope().expectation() == Expectation.PERMITTED) {
            Peers mine = peers.computeIfAbsent(peerKey(state), key -> new Peers());
            mine.enter(member, state);
            unsettled.add(mine);
        }
    }

    private void leavePeers(Member member) {
        CheckState state = member.state();
        Peers mine = state.scope().expectation() == Expectation.PERMITTED ? peers.get(peerKey(state)) : null;
        if (mine != null) {
            mine.leave(member, state);
            unsettled.add(mine);
            if (mine.isEmpty()) {
                peers.remove(peerKey(state));
            }
        }
    }

    private static String peerKey(CheckState state) {
        return state.scope().endpoint() + "|" + state.scope().policy();
    }

    void put(AgentState state, Instant now) {
        refresh(state.site(), () -> agents.put(state, now));
        changed.addAll(AgentCauses.ids(state));
    }

    void removeAgent(String key) {
        AgentState gone = agents.get(key);
        if (gone != null) {
            refresh(gone.site(), () -> agents.remove(key));
            changed.addAll(AgentCauses.ids(gone));
        }
    }

    /** Groups and judges a site's checks anew if that hangs on what changes. */
    private void refresh(String site, Runnable change) {
        Agents.View before = agents.view(site);
        change.run();
        Agents.View after = agents.view(site);
        if (before.equals(after)) {
            return;
        }
        boolean regroup = !before.enrolled().equals(after.enrolled())
                || !before.enforcementPoints().equals(after.enforcementPoints());
        for (Member member : new ArrayList<>(bySite.getOrDefault(site, Set.of()))) {
            if (regroup) {
                groups.remove(member);
                groups.add(member, keys(member.state().scope()));
            }
            rejudge(member);
        }
    }

    /** Judges those anew whose standing hangs on what others see. To be called before causes are sought. */
    void assess() {
        for (Peers those : unsettled) {
            new ArrayList<>(those.hanging()).forEach(this::rejudge);
        }
        unsettled.clear();
    }

    private void rejudge(Member member) {
        Standing before = member.standing();
        judge(member, member.state());
        if (member.standing() != before) {
            changed.add(member.id());
        }
    }

    private void judge(Member member, CheckState state) {
        boolean bound = !state.agents().isEmpty()
                && state.agents().size() < agents.heard(state.scope().vantage()).size();
        groups.change(member, state, standing(state), bound);
    }

    /** A check of another site ends at an agent there: while none listens, its failure says nothing of the path. */
    private Standing standing(CheckState state) {
        CheckScope scope = state.scope();
        if (!scope.subject().equals(scope.vantage())
                && agents.heard(scope.subject()).stream().noneMatch(agent -> listens(agent, scope))) {
            return Standing.UNKNOWN;
        }
        Peers mine = scope.expectation() == Expectation.PERMITTED ? peers.get(peerKey(state)) : null;
        return Standings.of(state, ports -> mine != null && mine.isAnsweredElsewhere(scope.vantage(), ports));
    }

    private static boolean listens(AgentState agent, CheckScope scope) {
        String listener = AssignedListener.id(scope.endpoint(), scope.policy());
        return agent.problems().stream().noneMatch(problem -> listener.equals(problem.check()));
    }

    /** The standing of whatever has this id, null if it is gone. */
    Standing standing(String id) {
        Member member = members.get(id);
        return member != null ? member.standing() : agents.standing(id);
    }

    /**
     * What changed since the last time.
     *
     * @param standings ids of what stands otherwise or is gone
     * @param replaced ids of checks that are others than before under the same id
     */
    record News(Set<String> standings, Set<String> replaced) {}

    News drainNews() {
        News news = new News(changed, replaced);
        changed = new LinkedHashSet<>();
        replaced = new LinkedHashSet<>();
        return news;
    }

    boolean hasNews() {
        return !changed.isEmpty() || !replaced.isEmpty();
    }

    /** Names of sites for people. */
    Map<String, String> names(Collection<String> sites) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String site : sites) {
            SiteProfile profile = agents.profile(site);
            if (profile != null && profile.name() != null) {
                names.put(site, profile.name());
            }
        }
        return names;
    }
}
