package dev.portreach.alert.correlation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Members that have become well again, for as long as others that failed with them may not have been looked at again. */
final class Recoveries {

    private record Recovery(Member member, long until) {}

    private record Fresh(Member member, int turnMillis) {}

    private final PriorityQueue<Recovery> ends = new PriorityQueue<>(Comparator.comparingLong(Recovery::until));
    private List<Fresh> fresh = new ArrayList<>();

    /** The member, as it stands, is about to be well again; it is not known when. */
    void add(Member member) {
        fresh.add(new Fresh(member, member.nextTurnMillis()));
    }

    /** It is not well any more, or no longer in its groups. */
    void drop(Member member) {
        if (member.recovering) {
            count(member, -1);
        }
    }

    void pass(Instant now) {
        long time = now.toEpochMilli();
        for (Fresh each : fresh) {
            Member member = each.member();
            if (member.standing() == Standing.OK && !member.recovering) {
                count(member, 1);
                ends.add(new Recovery(member, time + each.turnMillis()));
            }
        }
        fresh = new ArrayList<>();
        while (!ends.isEmpty() && ends.peek().until() <= time) {
            drop(ends.remove().member());
        }
    }

    private static void count(Member member, int by) {
        member.recovering = by > 0;
        for (Group group : member.groups) {
            group.recovering(by);
        }
    }
}
