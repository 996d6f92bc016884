package dev.portreach.catalog.firewall;

import dev.portreach.contracts.port.Ports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes few flows of many that together let pass exactly the same. Two flows that differ in one of initiators, responders
 * and ports alone become one; what another one covers goes; until nothing changes any more.
 */
final class FlowSet {

    private FlowSet() {}

    static List<Flow> minimal(List<Flow> flows) {
        List<Flow> now = flows;
        int before;
        do {
            before = now.size();
            now = merged(now, flow -> List.of(flow.way(), flow.protocol(), flow.initiators(), flow.responders()));
            now = merged(now, flow -> List.of(flow.way(), flow.protocol(), flow.initiators(), flow.ports()));
            now = merged(now, flow -> List.of(flow.way(), flow.protocol(), flow.responders(), flow.ports()));
            now = withoutCovered(now);
        } while (now.size() < before);
        return now.stream().sorted(Flow.ORDER).toList();
    }

    /** Flows of one key differ in one thing alone, so that their union is a flow. */
    private static List<Flow> merged(List<Flow> flows, Function<Flow, Object> key) {
        Map<Object, List<Flow>> groups = new LinkedHashMap<>();
        for (Flow flow : flows) {
            // The one that is left out of the key may be of either family.
            groups.computeIfAbsent(List.of(flow.family(), key.apply(flow)), k -> new ArrayList<>())
                    .add(flow);
        }
        return groups.values().stream().map(FlowSet::union).toList();
    }

    private static Flow union(List<Flow> group) {
        Flow first = group.get(0);
        if (group.size() == 1) {
            return first;
        }
        return new Flow(
                first.way(),
                Cidrs.union(group.stream().map(Flow::initiators).toList()),
                Cidrs.union(group.stream().map(Flow::responders).toList()),
                first.protocol(),
                Ports.ofRanges(group.stream()
                        .flatMap(flow -> flow.ports().ranges().stream())
                        .toList()),
                group.stream().flatMap(flow -> flow.reasons().stream()).toList());
    }

    private static List<Flow> withoutCovered(List<Flow> flows) {
        List<Flow> kept = new ArrayList<>();
        for (Flow flow : flows) {
            int by = indexOfCover(kept, flow);
            if (by >= 0) {
                kept.set(by, explainedBy(kept.get(by), flow));
                continue;
            }
            Flow wider = flow;
            for (Flow narrow : kept.stream().filter(flow::covers).toList()) {
                wider = explainedBy(wider, narrow);
            }
            kept.removeIf(flow::covers);
            kept.add(wider);
        }
        return kept;
    }

    private static int indexOfCover(List<Flow> flows, Flow covered) {
        for (int i = 0; i < flows.size(); i++) {
            if (flows.get(i).covers(covered)) {
                return i;
            }
        }
        return -1;
    }

    private static Flow explainedBy(Flow wide, Flow covered) {
        return new Flow(
                wide.way(),
                wide.initiators(),
                wide.responders(),
                wide.protocol(),
                wide.ports(),
                Stream.concat(wide.reasons().stream(), covered.reasons().stream())
                        .toList());
    }
}
