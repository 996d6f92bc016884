package dev.portreach.alert.correlation;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An open incident and how its members fare, counted along with their changes. */
final class OpenIncident {

    private static final int CLOSING_ROUNDS = 3;
    private static final double HALF = 0.5;
    /** While members recover one after the other, what is left is not yet a narrower cause. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private static final Duration UPDATE_PACE = Duration.ofSeconds(5);

    private Incident published;
    private final Map<String, Standing> members = new HashMap<>();
    private int failing;
    private int well;
    private Instant lastRecovery = Instant.EPOCH;
    private int belowHalf;
    private List<Instant> turns;
    private boolean flapping;
    private boolean over;
    private Set<String> joined = Set.of();
    private Set<String> absorbed = Set.of();

    private OpenIncident(Incident published, List<Instant> turns) {
        this.published = published;
        this.turns = turns;
    }

    /** @param earlier when it began and was over before, if it did */
    static OpenIncident begun(Incident first, List<Instant> earlier, Instant now) {
        OpenIncident incident = new OpenIncident(first, earlier);
        incident.turn(now);
        return incident;
    }

    static OpenIncident restored(IncidentEntry entry) {
        OpenIncident incident = new OpenIncident(entry.published(), entry.turns());
        entry.members().forEach(id -> incident.members.put(id, Standing.UNKNOWN));
        incident.flapping = entry.flapping();
        incident.over = entry.well();
        return incident;
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

    Set<String> members() {
        return members.keySet();
    }

    /** Whether most of its members that still fail are explained. */
    boolean isMostlyWithin(Explanation explanation) {
        return explained(explanation) > HALF * failing;
    }

    /** Whether all of them are. */
    boolean isWithin(Explanation explanation) {
        return explained(explanation) == failing;
    }

    private long explained(Explanation explanation) {
        return members.entrySet().stream()
                .filter(member ->
                        member.getValue().fails() && explanation.failing().contains(member.getKey()))
                .count();
    }

    /** @param standing how a member stands now */
    void note(String member, Standing standing, Instant now) {
        Standing before = members.put(member, standing);
        count(before, -1);
        count(standing, 1);
        if (standing.recovered() && (before == null || !before.recovered())) {
            lastRecovery = now;
        }
    }

    /** Whether these are some of its members, while others of them have another cause as well. */
    boolean covers(Explanation explanation) {
        return explanation.failing().size() < members.size() && members.keySet().containsAll(explanation.failing());
    }

    /** There is no such member any more. */
    void drop(String member) {
        count(members.remove(member), -1);
    }

    private void count(Standing standing, int by) {
        if (standing != null) {
            failing += standing.fails() ? by : 0;
            well += standing.recovered() ? by : 0;
        }
    }

    /** To be called once a round, after all that is new was noted. */
    void look() {
        boolean below = well > 0 && failing < HALF * (failing + well);
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

    boolean isFlapping() {
        return flapping;
    }

    boolean isCalm(Instant now) {
        return Flapping.ends(turns, now);
    }

    /** Notes that it is over, or is not any more. @return whether that is new */
    boolean turn(boolean nowOver, Instant now) {
        if (over == nowOver) {
            return false;
        }
        over = nowOver;
        turn(now);
        return true;
    }

    private void turn(Instant now) {
        List<Instant> next = new ArrayList<>(Flapping.recent(turns, now));
        next.add(now);
        turns = List.copyOf(next);
    }

    boolean beginsToFlap(Instant now) {
        return !flapping && Flapping.begins(turns, now);
    }

    void flapping(boolean next) {
        flapping = next;
    }

    /** A new version of the same. */
    void published(Incident next) {
        published = next;
        belowHalf = 0;
    }

    /** Which of its members a new version is no longer about. */
    Set<String> left(Incident next, Set<String> explained) {
        if (next.cause().equals(cause())) {
            return Set.of();
        }
        Set<String> left = new HashSet<>(members.keySet());
        left.removeAll(explained);
        return left;
    }

    /** Whether these are the members it was asked to take in last. */
    boolean hasJoined(Set<String> explained) {
        return joined == explained;
    }

    /** Whether these are not the members for which others were absorbed last. */
    boolean mayAbsorbFor(Set<String> explained) {
        boolean more = absorbed != explained;
        absorbed = explained;
        return more;
    }

    void joined(Set<String> explained) {
        joined = explained;
    }

    /** While it recovers, the ports that are left are not what it is about. */
    boolean isWorthAnUpdate(Explanation explanation, Instant now) {
        if (isRecovering(now) && !explanation.covers(cause())) {
            return false;
        }
        boolean differs = published.totalChecks() != explanation.failing().size()
                || published.evidence().failing() != explanation.groupFailing()
                || published.evidence().known() != explanation.groupFailing() + explanation.ok()
                || !explanation.covers(cause());
        return differs && !now.isBefore(published.updatedAt().plus(UPDATE_PACE));
    }

    List<Instant> turns() {
        return turns;
    }

    IncidentEntry entry() {
        return new IncidentEntry(IncidentEntry.FORMAT, published, members.keySet(), turns, flapping, over);
    }
}
