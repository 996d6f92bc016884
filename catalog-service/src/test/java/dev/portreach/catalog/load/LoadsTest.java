package dev.portreach.catalog.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.portreach.catalog.assignment.AssignmentRenderer;
import dev.portreach.catalog.assignment.StretchedInterval;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.selector.Selector;
import dev.portreach.catalog.site.Site;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LoadsTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Component RECEIVER = new Component("receiver", null, null, null);

    @Test
    void shouldAddUpAllSitesAndSampleLargeRanges() {
        CatalogView view =
                view(10, endpoint("r1", null), policy("r.control", "33321"), policy("r.data", "20020-21020"));

        EndpointLoad load = loads(view, Optional.empty()).of(endpoint("r1", null));

        // 10 agents × (1 port + a sample of 64, since 3 a second for 30 s would be 90) / 30 s
        assertThat(load.connectionsPerSecond()).isCloseTo(10 * 65 / 30.0, within(1e-9));
        assertThat(load.sites()).isEqualTo(10);
        assertThat(load.rows()).extracting(RowLoad::policy).containsExactly("r.data", "r.control");
        assertThat(load.stretch()).isEqualTo(1);
    }

    @Test
    void shouldCountOnlySitesThatTheEndpointIsFor() {
        Endpoint some = endpoint("r1", Selector.parse("site in (s1,s2)"));
        assertThat(loads(view(10, some, policy("r.control", "80")), Optional.empty())
                        .of(some)
                        .sites())
                .isEqualTo(2);
    }

    @Test
    void shouldStretchTheAssignmentOfEverySiteAndSaySo() {
        Endpoint busy = endpoint("r1", null);
        CatalogView view = view(100, busy, policy("r.control", "80"));
        AssignmentRenderer renderer = new AssignmentRenderer(INTERVAL, Duration.ofMillis(1500));
        Loads loads = loads(view, Optional.of(1.0));

        Site one = view.sites().get(0);
        assertThat(renderer.render(one, view, 1, Instant.EPOCH, loads).policies())
                .extracting(AssignedPolicy::interval)
                .containsExactly(Duration.ofMinutes(2)); // 100 sites / 30 s are 3.3 a second, of 1 allowed
        assertThat(renderer.stretched(one, view, loads, Instant.EPOCH))
                .containsExactly(new StretchedInterval("r.control", "r1", INTERVAL, Duration.ofMinutes(2)));
        assertThat(renderer.render(one, view, 1, Instant.EPOCH).policies())
                .extracting(AssignedPolicy::interval)
                .containsExactly(INTERVAL);
        assertThat(renderer.stretched(one, view, loads(view, Optional.empty()), Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void shouldNameTheBusiestFirst() {
        Endpoint all = endpoint("r-all", null);
        Endpoint few = endpoint("r-few", Selector.parse("site=s3"));
        CatalogView view = CatalogView.of(List.of(RECEIVER), List.of(policy("r.control", "80")), List.of(few, all))
                .with(sites(5), Map.of());
        assertThat(loads(view, Optional.empty()).busiest(1))
                .extracting(EndpointLoad::endpoint)
                .containsExactly("r-all");
    }

    @Property(tries = 300)
    void shouldKeepTheLimitWithTheSmallestFactor(
            @ForAll @IntRange(min = 1, max = 60) int sites,
            @ForAll @IntRange(min = 1, max = 200) int ports,
            @ForAll @DoubleRange(min = 0.05, max = 50) double limit) {
        CatalogView view = view(sites, endpoint("r1", null), policy("r.data", "1-" + ports), policy("r.more", "9000"));
        EndpointLoad load = loads(view, Optional.of(limit)).of(endpoint("r1", null));
        assertThat(load.connectionsPerSecond()).isLessThanOrEqualTo(limit);
        assertThat(load.stretch() == 1 || load.unstretched() > limit).isTrue();
    }

    private static Loads loads(CatalogView view, Optional<Double> limit) {
        return new Loads(view, INTERVAL, limit);
    }

    private static CatalogView view(int sites, Endpoint endpoint, PortPolicy... policies) {
        return CatalogView.of(List.of(RECEIVER), List.of(policies), List.of(endpoint))
                .with(sites(sites), Map.of());
    }

    private static List<Site> sites(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Site("s" + i, null, null, Access.DIRECT, null, 0, null, null, null, null, null))
                .toList();
    }

    private static Endpoint endpoint(String id, Selector sites) {
        return new Endpoint(id, "receiver", "10.0.0.1", null, null, null, null, null, null, sites);
    }

    private static PortPolicy policy(String key, String ports) {
        return new PortPolicy(
                key,
                "receiver",
                null,
                Protocol.TCP,
                Ports.parse(ports),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
