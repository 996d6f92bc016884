package dev.portreach.probe.guest;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives UDP ports of one host turns a second apart. Linux sends at most one ICMP error a second to one address
 * ({@code icmp_ratelimit} in ip-sysctl, icmp(7)): of closed ports that are probed faster most would look silent. The same
 * port again needs no turn of its own. Confined to one thread.
 */
public final class UdpTurns {

    private static final int PRUNE_FROM = 1_000;

    private record Turn(int port, long at) {}

    private final long spacing;
    private final Map<InetAddress, Turn> last = new HashMap<>();
    private int pruneAt = PRUNE_FROM;

    /** @param spacing between the turns of two ports of one host, in the unit of the times given */
    public UdpTurns(long spacing) {
        this.spacing = spacing;
    }

    /** When a datagram to this port may go, {@code now} or later; the turn is taken. */
    public long take(InetSocketAddress target, long now) {
        Turn before = last.get(target.getAddress());
        long at = now;
        if (before != null) {
            long earliest = before.port() == target.getPort() ? before.at() : before.at() + spacing;
            at = earliest - now > 0 ? earliest : now;
        }
        last.put(target.getAddress(), new Turn(target.getPort(), at));
        prune(now);
        return at;
    }

    /** Hosts that are remembered. */
    int size() {
        return last.size();
    }

    private void prune(long now) {
        if (last.size() >= pruneAt) {
            last.values().removeIf(turn -> now - turn.at() > spacing);
            pruneAt = Math.max(PRUNE_FROM, 2 * last.size());
        }
    }
}
