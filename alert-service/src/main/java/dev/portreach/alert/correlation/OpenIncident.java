package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** An open incident and how its members fare. */
final class OpenIncident {

    private static final int CLOSING_ROUNDS = 3;
    private static final double HALF = 0.5;
    /** While members recover one after the other, what is left is not yet a narrower cause. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private static final Duration UPDATE_PACE = Duration.ofSeconds(5);

    private Incident published;
    private final Set<String> members;
    private Set<String> well = Set.of();
    private Instant lastRecovery = Instant.EPOCH;
    private int belowHalf;
    private int failing;
    private boolean vanished;

    OpenIncident(Incident published, Collection<String> members) {
        this.published = published;
        this.members = new HashSet<>(members);
    }

    Incident published() {
        return published;
    }

    String id() {
        return published.id();
    }

    Cause cause() {
        return published.cause();
    }

    boolean concerns(Set<String> ids) {
        return ids.stream().anyMatch(members::contains);
    }

    boolean isNarrowedBy(Explanation explanation) {
        return members.containsAll(explanation.failing())
                && explanation.failing().size() < members.size();
    }

    /**
     * Looks at the members anew.
     *
     * @param standings standing of a member, null if there is no such member any more
     */
    void look(Function<String, Standing> standings, Instant now) {
        vanished = members.removeIf(id -> standings.apply(id) == null) || vanished;
        Set<String> nowWell = new HashSet<>();
        failing = 0;
        for (String member : members) {
            Standing standing = standings.apply(member);
            failing += standing.fails() ? 1 : 0;
            if (standing.recovered()) {
                nowWell.add(member);
            }
        }
        if (!well.containsAll(nowWell)) {
            lastRecovery = now;
        }
        well = nowWell;
        boolean below = !well.isEmpty() && failing < HALF * (failing + well.size());
        belowHalf = below ? belowHalf + 1 : 0;
    }

    boolean isOver(Instant now) {
        return isGone() || (belowHalf >= CLOSING_ROUNDS && (failing == 0 || !isRecovering(now)));
    }

    /** Nothing is left that it was about. */
    boolean isGone() {
        return members.isEmpty();
    }

    boolean isRecovering(Instant now) {
        return now.isBefore(lastRecovery.plus(RECOVERY));
    }

    void published(Incident next, Set<String> explained) {
        if (!next.cause().equals(published.cause())) {
            members.clear();
        }
        published = next;
        members.addAll(explained);
        belowHalf = 0;
    }

    /** Takes in members that have joined since. @return whether there were any */
    boolean join(Set<String> explained) {
        return members.addAll(explained);
    }

    boolean isWorthAnUpdate(Explanation explanation, Instant now) {
        boolean differs = published.totalChecks() != explanation.failing().size()
                || published.evidence().failing() != explanation.groupFailing()
                || published.evidence().known() != explanation.groupFailing() + explanation.ok();
        return differs && !now.isBefore(published.updatedAt().plus(UPDATE_PACE));
    }

    IncidentEntry entry() {
        return new IncidentEntry(IncidentEntry.FORMAT, published, members);
    }
}
