package dev.portreach.lab.simulation;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.lab.simulation.Topology.View;
import java.util.ArrayList;
import java.util.List;

/** The network of a company in time: what probes see, and everything that happens, in order. */
final class Network {

    private final Topology topology;
    private final Losses losses;
    private final List<Fault> faults;
    private final List<List<Integer>> faultsOfView = new ArrayList<>();
    private final long horizon;
    private final Shortcut shortcut;
    private final Agenda agenda;

    /**
     * @param start when everything begins, milliseconds since the epoch
     * @param horizon when it ends
     */
    Network(Topology topology, Losses losses, List<Fault> faults, long start, long horizon, Shortcut shortcut) {
        if (shortcut == Shortcut.LONE_MISSES && !faults.isEmpty()) {
            throw new IllegalArgumentException("a fault may begin between a miss and its re-probe");
        }
        if (shortcut == Shortcut.LONE_MISSES
                && topology.views().size() > topology.checks().size()) {
            throw new IllegalArgumentException("what one agent suspects begins with what another one missed");
        }
        this.agenda = new Agenda(start);
        this.topology = topology;
        this.losses = losses;
        this.faults = List.copyOf(faults);
        this.horizon = horizon;
        this.shortcut = shortcut;
        topology.views().forEach(view -> faultsOfView.add(List.of()));
        for (int i = 0; i < faults.size(); i++) {
            int fault = i;
            faults.get(i).members().stream().forEach(view -> {
                List<Integer> more = new ArrayList<>(faultsOfView.get(view));
                more.add(fault);
                faultsOfView.set(view, more);
            });
        }
    }

    /** Wakes the watches concerned whenever a fault comes or goes. */
    void startFaults(List<Watch> watches, long start) {
        faults.forEach(fault -> planChange(fault, watches, start));
    }

    private void planChange(Fault fault, List<Watch> watches, long after) {
        long at = fault.nextChange(after);
        if (at < horizon) {
            at(at, () -> {
                fault.members().stream().mapToObj(watches::get).forEach(watch -> watch.wake(at));
                planChange(fault, watches, at);
            });
        }
    }

    void at(long time, Runnable what) {
        agenda.add(time, what);
    }

    /** Lets everything happen up to a time, which included. */
    void advance(long now) {
        agenda.advance(now);
    }

    /** Faults at work on the path of a view. */
    List<Fault> faultsOn(View view, long at) {
        List<Integer> mine = faultsOfView.get(view.index());
        return mine.isEmpty()
                ? List.of()
                : mine.stream()
                        .map(faults::get)
                        .filter(fault -> fault.isActive(at))
                        .toList();
    }

    /** What these faults do to a probe of a port, null if they let it pass. */
    Outcome outcome(List<Fault> active, View view, long at, int port) {
        for (Fault fault : active) {
            boolean taken = fault.hits(port, fault.blame().ports())
                    && (!fault.isGray() || losses.isGray(view.index(), at, faults.indexOf(fault), port, fault.loss()));
            if (taken) {
                return fault.outcome();
            }
        }
        return null;
    }

    Losses losses() {
        return losses;
    }

    long horizon() {
        return horizon;
    }

    long intervalMillis() {
        return topology.intervalMillis();
    }

    long deadlineMillis() {
        return topology.deadlineMillis();
    }

    Shortcut shortcut() {
        return shortcut;
    }
}
