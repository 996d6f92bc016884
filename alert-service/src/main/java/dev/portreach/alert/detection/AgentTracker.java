package dev.portreach.alert.detection;

import dev.portreach.contracts.assignment.SiteProfile;
import dev.portreach.contracts.result.Heartbeat;
import dev.portreach.contracts.result.Heartbeat.Problem;
import dev.portreach.contracts.state.AgentState;
import dev.portreach.contracts.state.CutOff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** One agent: whether it is heard, whether what comes in its name can be trusted, and what was taken from it. */
final class AgentTracker {

    private static final long ASSUMED_INTERVAL_MILLIS = 5_000;
    private static final int MISSED = 3;
    private static final long SLACK_MILLIS = 1_000;
    /** Forged batches may come by the thousand; they are told at this pace. */
    private static final Duration UNTRUSTED_PACE = Duration.ofSeconds(5);
    /** A new agent's first heartbeat may overtake the assignment that enrols it. */
    private static final int STRANGER_REJECTIONS = 3;
    /** A heartbeat may name thousands; what is kept of them is for people, and for the few that listen. */
    private static final int PROBLEMS = 100;
    /** After this time without a forged batch the agent counts as trusted again. */
    private static final Duration TRUST_AGAIN = Duration.ofSeconds(60);

    private final String site;
    private final String agent;
    private final Instant knownSince;
    private SeenBatches seen = SeenBatches.NONE;
    private long watermark;
    private long floor;
    private boolean enrolled;
    private boolean silent;
    private Instant silentSince;
    private Instant lastHeard;
    private long intervalMillis;
    private String version;
    private long revision;
    private final Epochs epochs = new Epochs();
    private long untrusted;
    private Instant lastUntrusted;
    private List<Problem> problems = List.of();
    private CutOff cutOff;
    private AgentState published;
    private Instant publishedAt = Instant.EPOCH;

    /** @param knownSince since when the agent could have been heard: its enrolment, or the start of this task */
    AgentTracker(String site, String agent, boolean enrolled, Instant knownSince) {
        this.site = site;
        this.agent = agent;
        this.enrolled = enrolled;
        this.knownSince = knownSince;
    }

    static AgentTracker restored(AgentEntry entry, Instant taskStart) {
        AgentState state = entry.published();
        AgentTracker tracker = new AgentTracker(state.site(), state.agent(), state.enrolled(), taskStart);
        tracker.seen = entry.seen();
        tracker.watermark = entry.watermark();
        tracker.floor = entry.watermark();
        tracker.silent = state.silent();
        tracker.silentSince = state.silent() ? state.since() : null;
        tracker.lastHeard = state.lastHeard();
        tracker.intervalMillis = entry.intervalMillis();
        tracker.version = state.agentVersion();
        tracker.revision = state.revision();
        tracker.epochs.restore(state.epoch(), state.otherEpoch());
        tracker.untrusted = state.untrusted();
        tracker.lastUntrusted = entry.lastUntrusted();
        tracker.problems = state.problems();
        tracker.cutOff = state.cutOff();
        tracker.published = state;
        return tracker;
    }

    boolean silent() {
        return silent;
    }

    boolean enrolled() {
        return enrolled;
    }

    void enrol() {
        if (!enrolled) {
            // What it sent before its enrolment came through was no forgery.
            untrusted = 0;
            lastUntrusted = null;
        }
        enrolled = true;
    }

    /** Observations that began before this were taken, or came too late, before a restart or a silence. */
    long floor() {
        return floor;
    }

    boolean hasTaken(String epoch, long seq) {
        return seen.contains(epoch, seq) || seen.isForgotten(epoch);
    }

    /** @param newest start of the newest observation in the batch; never trusted beyond its arrival */
    void took(String epoch, long seq, long newest, long arrival) {
        seen = seen.plus(epoch, seq);
        watermark = Math.max(watermark, Math.min(newest, arrival));
    }

    void heard(Heartbeat heartbeat, Instant arrival) {
        boolean wentOn = heartbeat.epoch().equals(epochs.current()) && heartbeat.spooledBatches() > 0;
        if (silent && lastHeard != null && wentOn) {
            // The same process as before, and it has probed meanwhile: neither it nor its machine was down.
            cutOff = new CutOff(lastHeard, arrival);
        }
        lastHeard = lastHeard == null || arrival.isAfter(lastHeard) ? arrival : lastHeard;
        intervalMillis = heartbeat.intervalMillis();
        version = heartbeat.version();
        revision = heartbeat.revision();
        problems = heartbeat.problems().stream().limit(PROBLEMS).toList();
        epochs.saw(heartbeat.epoch(), arrival, patience());
        if (silent) {
            // What the spool still holds is about the silence: history takes it, nobody is told of the past.
            Instant back = heartbeat.at() == null || heartbeat.at().isAfter(arrival) ? arrival : heartbeat.at();
            floor = Math.max(floor, back.toEpochMilli());
        }
        silent = false;
        silentSince = null;
    }

    void rejected(Instant now) {
        untrusted++;
        lastUntrusted = now;
    }

    private Duration patience() {
        long interval = intervalMillis <= 0 ? ASSUMED_INTERVAL_MILLIS : Math.min(intervalMillis, 3_600_000);
        return Duration.ofMillis(MISSED * interval + SLACK_MILLIS);
    }

    /**
     * Judges silence. To be asked only at zero lag.
     *
     * @param brokerSince since when the broker has been reachable without a break
     * @return whether it has just fallen silent
     */
    boolean fellSilent(Instant now, Instant brokerSince) {
        if (silent || !enrolled) {
            return false;
        }
        Instant from = latest(latest(knownSince, brokerSince), lastHeard == null ? Instant.EPOCH : lastHeard);
        if (Duration.between(from, now).compareTo(patience()) <= 0) {
            return false;
        }
        silent = true;
        silentSince = now;
        floor = watermark;
        return true;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Forgets old distrust and old second epochs. */
    void calm(Instant now) {
        if (untrusted > 0
                && (lastUntrusted == null || lastUntrusted.plus(TRUST_AGAIN).isBefore(now))) {
            untrusted = 0;
            lastUntrusted = null;
        }
        epochs.calm(now, patience());
    }

    /** Nothing is known of it but distrust that is over. */
    boolean isObsolete() {
        return !enrolled && untrusted == 0;
    }

    void publishIfChanged(SiteProfile profile, Instant now, DetectionSink sink) {
        AgentState next = new AgentState(
                AgentState.key(site, agent),
                site,
                agent,
                profile,
                silent,
                enrolled,
                since(now),
                lastHeard,
                version,
                epochs.current(),
                epochs.other(),
                revision,
                untrusted,
                problems,
                published == null ? 1 : published.version() + 1,
                cutOff);
        boolean rumour = !enrolled && published == null && untrusted < STRANGER_REJECTIONS;
        if (rumour || (published != null && !differs(next, now))) {
            return;
        }
        published = next;
        publishedAt = now;
        sink.publish(next);
        sink.save(new AgentEntry(AgentEntry.FORMAT, seen, watermark, intervalMillis, lastUntrusted, published));
        mark(sink);
    }

    private Instant since(Instant now) {
        if (silent) {
            return silentSince;
        }
        return published != null && !published.silent() ? published.since() : now;
    }

    private boolean differs(AgentState next, Instant now) {
        boolean distrust = next.untrusted() != published.untrusted()
                && (published.untrusted() == 0
                        || next.untrusted() == 0
                        || !publishedAt.plus(UNTRUSTED_PACE).isAfter(now));
        return distrust
                || next.silent() != published.silent()
                || next.enrolled() != published.enrolled()
                || next.revision() != published.revision()
                || !concerned(next).equals(concerned(published))
                || !Objects.equals(next.profile(), published.profile())
                || !Objects.equals(next.agentVersion(), published.agentVersion())
                || !Objects.equals(next.epoch(), published.epoch())
                || !Objects.equals(next.otherEpoch(), published.otherEpoch());
    }

    /** Reasons may hold counts and times: what matters is which entries there are. */
    private static Set<String> concerned(AgentState state) {
        return state.problems().stream().map(Problem::check).collect(Collectors.toSet());
    }

    /** Saves what was taken. */
    void mark(DetectionSink sink) {
        sink.save(new AgentMark(agent, seen, watermark, intervalMillis));
    }
}
