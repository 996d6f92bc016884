package dev.portreach.alert.delivery;

import dev.portreach.alert.payload.Notice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which channels are told what. Whoever is told that something is wrong is told how it ends, whatever routes and silences
 * say by then; whoever is not, is not.
 *
 * @param notices by channel, in the order in which they are to be delivered
 * @param held whether somebody is still to be told the opening, when nothing keeps it quiet any more
 */
public record Telling(SortedMap<String, List<NoticePlan.Planned>> notices, boolean held) {

    /**
     * An incident and who is concerned.
     *
     * @param plan what there is to say; nothing if no new version came
     * @param opening the notice that this opening was, or would be, told by
     * @param open whether the incident is open
     * @param held whether somebody was not told the opening, as it was kept quiet
     * @param muted whether it is muted now
     * @param acknowledged whether somebody looks after it
     * @param told channels that were told this opening
     * @param routed channels that routes lead to now
     * @param routedBefore channels that the same routes lead to by the version before
     */
    public record Situation(
            NoticePlan plan,
            NoticePlan.Planned opening,
            boolean open,
            boolean held,
            boolean muted,
            boolean acknowledged,
            Set<String> told,
            Set<String> routed,
            Set<String> routedBefore) {}

    public static Telling of(Situation now) {
        List<NoticePlan.Planned> planned = now.plan().notices();
        boolean opens = planned.stream().anyMatch(notice -> notice.notice() == Notice.OPENED);
        if (opens) {
            return now.muted() ? nothing(now.open()) : new Telling(each(now.routed(), planned), false);
        }
        if (!now.open()) {
            return new Telling(each(now.told(), planned), false);
        }
        Set<String> late = new HashSet<>(now.routed());
        if (!now.held()) {
            late.removeAll(now.routedBefore());
        }
        late.removeAll(now.told());
        if (now.muted() || now.acknowledged()) {
            return nothing(now.held() || !late.isEmpty());
        }
        SortedMap<String, List<NoticePlan.Planned>> notices = each(now.told(), planned);
        late.forEach(channel -> notices.put(channel, List.of(now.opening())));
        return new Telling(notices, false);
    }

    private static Telling nothing(boolean held) {
        return new Telling(new TreeMap<>(), held);
    }

    private static SortedMap<String, List<NoticePlan.Planned>> each(
            Set<String> channels, List<NoticePlan.Planned> notices) {
        SortedMap<String, List<NoticePlan.Planned>> each = new TreeMap<>();
        if (!notices.isEmpty()) {
            channels.forEach(channel -> each.put(channel, new ArrayList<>(notices)));
        }
        return each;
    }
}
