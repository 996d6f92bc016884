package dev.portreach.catalog.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.PortRange;
import dev.portreach.contracts.port.Ports;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FlowSetProperties {

    private static final int HOSTS = 8;
    private static final int PORTS = 12;

    /** Networks within 10.0.0.0/29 (or 2001:db8::/125), so that all that passes can be counted out. */
    private static Arbitrary<Cidrs> networks(boolean isV6) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, HOSTS - 1),
                        Arbitraries.integers().between(0, 3))
                .as((host, bits) -> {
                    int first = host >> bits << bits;
                    return isV6
                            ? Cidrs.network("2001:db8::%x/%d".formatted(first, 128 - bits))
                            : Cidrs.network("10.0.0.%d/%d".formatted(first, 32 - bits));
                });
    }

    @Provide
    Arbitrary<List<Flow>> flows() {
        Arbitrary<Ports> ports = Combinators.combine(
                        Arbitraries.integers().between(1, PORTS),
                        Arbitraries.integers().between(0, 4))
                .as((first, more) -> new Ports(List.of(new PortRange(first, Math.min(PORTS, first + more)))));
        return Arbitraries.of(true, false)
                .flatMap(isV6 -> Combinators.combine(
                                Arbitraries.of(Way.values()),
                                networks(isV6),
                                networks(isV6),
                                Arbitraries.of(Protocol.TCP, Protocol.UDP),
                                ports)
                        .as((way, from, to, protocol, at) -> new Flow(way, from, to, protocol, at, List.of())))
                .list()
                .ofMaxSize(14);
    }

    private static Set<List<Object>> passed(List<Flow> flows) {
        Set<List<Object>> passed = new HashSet<>();
        for (Flow flow : flows) {
            for (int from = 0; from < HOSTS; from++) {
                for (int to = 0; to < HOSTS; to++) {
                    String address = flow.family() == Family.IPV6 ? "2001:db8::%x" : "10.0.0.%d";
                    if (flow.initiators()
                                    .contains(
                                            Cidrs.host(address.formatted(from)).orElseThrow())
                            && flow.responders()
                                    .contains(Cidrs.host(address.formatted(to)).orElseThrow())) {
                        int source = from;
                        int target = to;
                        flow.ports().stream()
                                .forEach(port -> passed.add(
                                        List.of(flow.way(), flow.family(), flow.protocol(), source, target, port)));
                    }
                }
            }
        }
        return passed;
    }

    @Property(tries = 300)
    void shouldLetPassExactlyTheSame(@ForAll("flows") List<Flow> flows) {
        assertThat(passed(FlowSet.minimal(flows))).isEqualTo(passed(flows));
    }

    @Property(tries = 300)
    void shouldLeaveNothingThatCouldBeMerged(@ForAll("flows") List<Flow> flows) {
        List<Flow> minimal = FlowSet.minimal(flows);
        assertThat(minimal).doesNotHaveDuplicates();
        for (Flow one : minimal) {
            for (Flow other : minimal) {
                if (!one.equals(other) && one.way() == other.way() && one.protocol() == other.protocol()) {
                    int same = (one.initiators().equals(other.initiators()) ? 1 : 0)
                            + (one.responders().equals(other.responders()) ? 1 : 0)
                            + (one.ports().equals(other.ports()) && one.family() == other.family() ? 1 : 0);
                    assertThat(same).as("%s and %s", one, other).isLessThan(2);
                    assertThat(one.covers(other)).as("%s covers %s", one, other).isFalse();
                }
            }
        }
    }

    @Property(tries = 100)
    void shouldChangeNothingTheSecondTime(@ForAll("flows") List<Flow> flows) {
        List<Flow> once = FlowSet.minimal(flows);
        assertThat(FlowSet.minimal(once)).isEqualTo(once);
    }
}
