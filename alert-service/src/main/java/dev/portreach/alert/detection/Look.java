package dev.portreach.alert.detection;

import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Run;
import java.util.List;
import java.util.Objects;

/** A check as one agent sees it, as it goes on. Nearly every observation says what the one before it said. */
final class Look {

    private AgentView view;
    /** Whether one that sees the same again changes nothing but times. */
    private boolean steady;

    private boolean well;
    private long lastAt;
    private List<Run> runs = List.of();
    private Sampler sampler;

    Look(AgentView view) {
        set(view, false, false);
    }

    /**
     * @param steadyNow whether this view was left unchanged by an observation of all ports, which nothing contradicts and
     *     which depends on nothing but itself
     * @param wellNow whether that observation was as the policy demands
     */
    void set(AgentView next, boolean steadyNow, boolean wellNow) {
        view = next;
        lastAt = next.lastAt();
        runs = next.runs();
        steady = steadyNow;
        well = wellNow;
    }

    /** Takes an observation that says nothing new. @return false if it does, and was not taken */
    boolean repeats(Observation observation) {
        if (!steady || observation.covered() != null || !isSame(runs, observation.runs())) {
            return false;
        }
        lastAt = observation.at();
        runs = observation.runs();
        return true;
    }

    /** Times aside. */
    private static boolean isSame(List<Run> before, List<Run> now) {
        if (before.size() != now.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            Run one = before.get(i);
            Run other = now.get(i);
            if (one.outcome() != other.outcome()
                    || one.proof() != other.proof()
                    || !one.ports().equals(other.ports())
                    || !Objects.equals(one.detail(), other.detail())) {
                return false;
            }
        }
        return true;
    }

    /** Start of the newest observation taken, milliseconds since the epoch. */
    long lastAt() {
        return lastAt;
    }

    /** Its trials of how well the check works. */
    Sampler sampler() {
        if (sampler == null) {
            sampler = new Sampler();
        }
        return sampler;
    }

    AgentView view() {
        if (view.lastAt() != lastAt) {
            view = new AgentView(
                    view.streaks(), lastAt, well ? lastAt : view.lastOkAt(), runs, view.proof(), view.reason());
        }
        return view;
    }
}
