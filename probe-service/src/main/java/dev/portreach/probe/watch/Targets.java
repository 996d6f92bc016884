package dev.portreach.probe.watch;

import dev.portreach.probe.network.AllowList;
import java.net.InetAddress;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which address of a name is probed: the first, in the resolver's order, that may be probed, and then the same one for as
 * long as the name has it, as name servers turn their answers round. Confined to one thread.
 */
final class Targets {

    private final AllowList allowed;
    private final Map<String, InetAddress> chosen = new HashMap<>();

    Targets(AllowList allowed) {
        this.allowed = allowed;
    }

    /**
     * @param addresses what the name resolved to just now
     * @return empty if none of them may be probed today
     */
    Optional<InetAddress> choose(String name, List<InetAddress> addresses, LocalDate today) {
        if (addresses.size() == 1) { // a literal, mostly
            chosen.remove(name);
            return allowed.allows(addresses.get(0), today) ? Optional.of(addresses.get(0)) : Optional.empty();
        }
        List<InetAddress> fit = addresses.stream()
                .filter(address -> allowed.allows(address, today))
                .toList();
        InetAddress before = chosen.get(name);
        if (before != null && fit.contains(before)) {
            return Optional.of(before);
        }
        chosen.remove(name);
        if (!fit.isEmpty()) {
            chosen.put(name, fit.get(0));
        }
        return fit.stream().findFirst();
    }

    /** Why none of the addresses may be probed. */
    String refusal(List<InetAddress> addresses, LocalDate today) {
        return allowed.refusal(addresses.get(0), today).orElseThrow();
    }

    /** Forgets all other names. */
    void retain(Collection<String> names) {
        chosen.keySet().retainAll(names);
    }
}
