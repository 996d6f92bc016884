package dev.portreach.probe.guest;

import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.schedule.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * One control port for each host that shows open ports: a port that no policy names there, and at which nothing should
 * listen. Where it is open too, a device on the way answers every SYN, and an open port proves little. It is chosen by a
 * hash of the address, so that it stays the same. Confined to one thread; times are milliseconds of a steady clock.
 */
public final class ControlPorts {

    /** A control port to be probed now. */
    public record Start(String address, int port) {}

    private static final class Host {
        final int port;
        long due = Long.MAX_VALUE;
        boolean open;

        Host(int port) {
            this.port = port;
        }
    }

    /** Not assigned by IANA, and below the ports that Linux (32768) and Windows (49152) give out by themselves. */
    static final int FIRST = 29_170;

    static final int LAST = 29_998;
    static final long SOON_MILLIS = 1_000;

    private final long intervalMillis;
    private final Map<String, Host> hosts = new HashMap<>();
    private long due = Long.MAX_VALUE;

    /** @param interval between two probes of one control port; zero to have none */
    public ControlPorts(Duration interval) {
        this.intervalMillis = interval.toMillis();
    }

    /**
     * Has control ports at exactly these addresses; what is known of them stays.
     *
     * @param named by address, all ports that a policy names there
     */
    public void replace(Map<String, Ports> named) {
        Map<String, Host> before = Map.copyOf(hosts);
        hosts.clear();
        if (intervalMillis > 0) {
            named.forEach((address, ports) -> {
                Host kept = before.get(address);
                choose(address, ports)
                        .ifPresent(
                                port -> hosts.put(address, kept != null && kept.port == port ? kept : new Host(port)));
            });
        }
        findDue();
    }

    private static OptionalInt choose(String address, Ports named) {
        int count = LAST - FIRST + 1;
        int start = (int) Math.floorMod(Hash.of(address), (long) count);
        for (int step = 0; step < count; step++) {
            int port = FIRST + (start + step) % count;
            if (!named.contains(port)) {
                return OptionalInt.of(port);
            }
        }
        return OptionalInt.empty();
    }

    /** Takes notice of an open port at that address: from the first one on, the control port is probed. */
    public void opened(String address, long now) {
        Host host = hosts.get(address);
        if (host != null && host.due == Long.MAX_VALUE) {
            host.due = now + SOON_MILLIS;
            due = Math.min(due, host.due);
        }
    }

    /** When {@link #begin} has something to do; {@link Long#MAX_VALUE} if never. */
    public long due() {
        return due;
    }

    /** Starts what is due, as far as the budget of the address allows; what it does not allow waits. */
    public List<Start> begin(long now, Function<String, TargetBudget> budgets) {
        if (due > now) {
            return List.of();
        }
        List<Start> starts = new ArrayList<>();
        hosts.forEach((address, host) -> {
            if (host.due > now) {
                return;
            }
            TargetBudget budget = budgets.apply(address);
            if (budget.tryTake(host.port, true, now)) {
                host.due = now + intervalMillis;
                starts.add(new Start(address, host.port));
            } else {
                host.due = budget.nextTokenAt(now) + 1;
            }
        });
        findDue();
        return starts;
    }

    /**
     * Takes what was seen. What failed on this machine, or before the port was reached, changes nothing.
     *
     * @return whether it changes what open ports of that address prove
     */
    public boolean finished(Start start, Outcome outcome) {
        Host host = hosts.get(start.address());
        if (host == null
                || host.port != start.port()
                || outcome == Outcome.LOCAL_ERROR
                || outcome == Outcome.DNS_ERROR
                || host.open == (outcome == Outcome.OPEN)) {
            return false;
        }
        host.open = !host.open;
        return true;
    }

    /** Why an open port of that address proves little; empty if nothing speaks against it. */
    public Optional<String> doubt(String address) {
        Host host = hosts.get(address);
        return host != null && host.open
                ? Optional.of("control port %d is open too".formatted(host.port))
                : Optional.empty();
    }

    private void findDue() {
        due = hosts.values().stream().mapToLong(host -> host.due).min().orElse(Long.MAX_VALUE);
    }
}
