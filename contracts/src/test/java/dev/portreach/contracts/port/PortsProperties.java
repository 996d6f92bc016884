package dev.portreach.contracts.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** {@link Ports} behaves as the set of integers that it stands for. */
class PortsProperties {

    @Provide
    Arbitrary<Set<Integer>> portSets() {
        // A narrow span makes neighbours and overlaps likely; the ends are in it.
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.integers().between(65_500, 65_535))
                .set()
                .ofMaxSize(40);
    }

    @Property(tries = 500)
    void shouldHoldExactlyTheGivenPorts(@ForAll("portSets") Set<Integer> set) {
        Ports ports = ports(set);
        assertThat(ports.stream().boxed().collect(Collectors.toSet())).isEqualTo(set);
        assertThat(ports.size()).isEqualTo(set.size());
    }

    @Property(tries = 500)
    void shouldReadWhatItWrites(@ForAll("portSets") Set<Integer> set) {
        Ports ports = ports(set);
        if (!ports.isEmpty()) {
            assertThat(Ports.parse(ports.toString())).isEqualTo(ports);
        }
    }

    @Property(tries = 500)
    void shouldAddAndSubtractAsSetsDo(@ForAll("portSets") Set<Integer> a, @ForAll("portSets") Set<Integer> b) {
        Set<Integer> union = new java.util.HashSet<>(a);
        union.addAll(b);
        Set<Integer> difference = new java.util.HashSet<>(a);
        difference.removeAll(b);

        assertThat(ports(a).plus(ports(b))).isEqualTo(ports(union));
        assertThat(ports(a).minus(ports(b))).isEqualTo(ports(difference));
        assertThat(ports(a).containsAll(ports(b))).isEqualTo(a.containsAll(b));
        assertThat(ports(a).intersects(ports(b))).isEqualTo(a.stream().anyMatch(b::contains));
    }

    private static Ports ports(Set<Integer> set) {
        return Ports.ofStream(set.stream().mapToInt(Integer::intValue));
    }
}
