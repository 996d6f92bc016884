package dev.portreach.lab.simulation;

import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.ResultBatch;
import dev.portreach.lab.simulation.Topology.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one agent has to tell, in batches, by a clock that may be off and over a line that may lose, delay and repeat. */
final class Outbox {

    private static final long PACE_MILLIS = 250;
    private static final long TRANSIT_MILLIS = 20;
    private static final long REPEATED_AFTER_MILLIS = 5_000;
    private static final String EPOCH = "0190a000-0000-7000-8000-000000000001";

    private final int number;
    private final String agent;
    private final SiteIntake intake;
    private final Network network;
    private final long skewMillis;
    /** By the time at which they are sent. */
    private final Map<Long, List<Observation>> waiting = new HashMap<>();

    private long seq;

    /** @param skewMillis how far its clock is ahead */
    Outbox(int number, String agent, SiteIntake intake, Network network, long skewMillis) {
        this.number = number;
        this.agent = agent;
        this.intake = intake;
        this.network = network;
        this.skewMillis = skewMillis;
    }

    /** Sends all of these at once, in order and without loss. */
    void start(List<Observation> observations, long now) {
        intake.take(batch(observations.stream().map(this::byItsClock).toList()), now);
    }

    /** @return whether it will arrive, and before everything that is posted later */
    boolean post(View view, Observation observation, long now) {
        if (network.losses().isMissing(view.index(), observation.at())) {
            return false;
        }
        long due = now - now % PACE_MILLIS + PACE_MILLIS;
        if (!waiting.containsKey(due)) {
            network.at(due, () -> send(due));
        }
        waiting.computeIfAbsent(due, key -> new ArrayList<>()).add(byItsClock(observation));
        return network.losses().lateness(number, due) == 0;
    }

    private Observation byItsClock(Observation seen) {
        if (skewMillis == 0) {
            return seen;
        }
        return new Observation(
                seen.check(),
                seen.at() + skewMillis,
                seen.sincePrevious(),
                seen.address(),
                seen.covered(),
                seen.runs());
    }

    private void send(long now) {
        ResultBatch batch = batch(waiting.remove(now));
        // No two agents of a site arrive in the same millisecond, so that the order never hangs on anything else.
        long arrival = now
                + TRANSIT_MILLIS
                + number % TRANSIT_MILLIS
                + network.losses().lateness(number, now);
        network.at(arrival, () -> intake.take(batch, arrival));
        if (network.losses().isDoubled(number, now)) {
            network.at(arrival + REPEATED_AFTER_MILLIS, () -> intake.take(batch, arrival + REPEATED_AFTER_MILLIS));
        }
    }

    private ResultBatch batch(List<Observation> observations) {
        return new ResultBatch(agent, intake.site(), EPOCH, ++seq, SiteIntake.REVISION, observations);
    }
}
