package dev.portreach.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.port.Ports;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TopologyProperties {

    private static Topology draw(long seed, double wrong) {
        Family small = Family.CALIBRATION.sized(Range.of(20, 30), Range.of(20, 25));
        return TopologyGenerator.draw(small, wrong, new SplittableRandom(seed));
    }

    @Property(tries = 30)
    void shouldDrawCompaniesThatFitTogether(@ForAll long seed) {
        Topology topology = draw(seed, 0);

        assertThat(topology.sites()).hasSizeBetween(20, 30).allSatisfy(site -> {
            assertThat(site.belief()).isEqualTo(site.truth());
            assertThat(site.agents()).hasSizeBetween(1, 2);
            assertThat(site.points()).hasSize(1);
        });
        assertThat(topology.checks()).isNotEmpty().allSatisfy(check -> assertThat(
                        check.row().component())
                .isEqualTo(check.endpoint().component()));
        assertThat(topology.checks().stream().map(Topology.Check::id)).doesNotHaveDuplicates();
        assertThat(topology.views())
                .hasSize(topology.checks().stream()
                        .mapToInt(check -> check.site().agents().size())
                        .sum());
        for (int i = 0; i < topology.views().size(); i++) {
            assertThat(topology.views().get(i).index()).isEqualTo(i);
        }
        assertThat(topology.endpoints())
                .allSatisfy(endpoint -> assertThat(endpoint.believedHost()).isEqualTo(endpoint.host()));
        assertThat(topology.checks().stream()
                        .map(Topology.Check::site)
                        .distinct()
                        .count())
                .as("every site uses something")
                .isEqualTo(topology.sites().size());
    }

    @Property(tries = 30)
    void shouldGiveAComponentNoPortTwice(@ForAll long seed) {
        Map<String, Ports> taken = new HashMap<>();
        for (Topology.Row row : draw(seed, 0).rows()) {
            Ports before = taken.getOrDefault(row.component(), Ports.NONE);
            assertThat(before.intersects(row.ports())).isFalse();
            taken.put(row.component(), before.plus(row.ports()));
        }
    }

    @Property(tries = 20)
    void shouldMistakeWhatItIsToldToAndNothingElse(@ForAll long seed) {
        Topology topology = draw(seed, 1);

        assertThat(topology.sites()).allSatisfy(site -> assertThat(
                        site.belief().region().equals(site.truth().region())
                                || site.belief().access().equals(site.truth().access()))
                .as("one label at a time")
                .isTrue());
        assertThat(topology.endpoints())
                .anySatisfy(endpoint -> assertThat(endpoint.believedHost()).isNotEqualTo(endpoint.host()));
        assertThat(topology.endpoints())
                .allSatisfy(endpoint -> assertThat(endpoint.address()).isEqualTo(endpoint.host()));
    }

    @Property(tries = 20)
    void shouldBreakWhatItSaysItBreaks(@ForAll long seed) {
        Topology topology = draw(seed, 0.05);
        List<Fault> faults =
                new FaultGenerator(topology, new SplittableRandom(seed)).draw(8, Trouble.HARD, 1_000, 30_000, 60_000);
        Extents truth = new Extents(topology, false);

        assertThat(faults).isNotEmpty().hasSizeLessThanOrEqualTo(8).allSatisfy(fault -> {
            assertThat(fault.members().isEmpty()).isFalse();
            assertThat(fault.members()).isEqualTo(truth.of(fault.blame()));
            assertThat(fault.start()).isBetween(1_000L, 31_000L);
            assertThat(fault.end()).isGreaterThanOrEqualTo(91_000);
        });
        assertThat(faults.stream().map(Fault::members).collect(Collectors.toSet()))
                .as("no two alike")
                .hasSameSizeAs(faults);
    }

    @Property(tries = 10)
    void shouldDrawTheSameFromTheSameSeed(@ForAll long seed) {
        assertThat(draw(seed, 0.05)).isEqualTo(draw(seed, 0.05));
    }
}
