package dev.portreach.lab.simulation;

import dev.portreach.contracts.port.Ports;
import dev.portreach.lab.simulation.Topology.Check;
import dev.portreach.lab.simulation.Topology.Site;
import dev.portreach.lab.simulation.Topology.View;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which views of a topology a cause covers: in truth, or as the catalog believes. */
final class Extents {

    private static final BitSet NONE = new BitSet();

    private final Map<String, BitSet> bound = new HashMap<>();
    private final Map<Ports, BitSet> byPorts = new HashMap<>();
    private final Map<Blame, BitSet> known = new HashMap<>();

    /** @param believed whether by what the catalog believes */
    Extents(Topology topology, boolean believed) {
        for (View view : topology.views()) {
            Check check = view.check();
            Site site = check.site();
            bind("site", site.id(), view);
            bind("subject", site.id(), view);
            bind("agent", view.agent(), view);
            bind("region", site.place(believed).region(), view);
            bind("access", site.place(believed).access(), view);
            site.points().forEach(point -> bind("enforcement-point", point, view));
            bind("component", check.endpoint().component(), view);
            bind("endpoint", check.endpoint().id(), view);
            bind("host", check.endpoint().host(believed), view);
            bind("policy", check.row().key(), view);
            byPorts.computeIfAbsent(check.row().ports(), ports -> new BitSet()).set(view.index());
        }
    }

    private void bind(String key, String value, View view) {
        bound.computeIfAbsent(key + "=" + value, each -> new BitSet()).set(view.index());
    }

    /** Not to be changed. Nothing where the scope is empty, or binds what is not known here. */
    BitSet of(Blame blame) {
        return known.computeIfAbsent(blame, this::compute);
    }

    private BitSet compute(Blame blame) {
        BitSet members = null;
        for (Map.Entry<String, String> each : blame.scope().entrySet()) {
            BitSet next = each.getKey().equals("ports")
                    ? touching(blame.ports())
                    : bound.getOrDefault(each.getKey() + "=" + each.getValue(), NONE);
            if (members == null) {
                members = (BitSet) next.clone();
            } else {
                members.and(next);
            }
        }
        return members == null ? NONE : members;
    }

    private BitSet touching(Ports ports) {
        BitSet touching = new BitSet();
        byPorts.forEach((each, views) -> {
            if (each.intersects(ports)) {
                touching.or(views);
            }
        });
        return touching;
    }
}
