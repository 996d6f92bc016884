package dev.portreach.catalog.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.site.Agent;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.site.SiteOverride;
import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.ProbeMethod;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AssignmentRendererTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Component RECEIVER = new Component("receiver", "Receiver", null, null);
    private static final Component CENTRAL = new Component("central", "Central", null, null);

    private final AssignmentRenderer renderer = new AssignmentRenderer(Duration.ofSeconds(30), Duration.ofMillis(1500));

    @Test
    void shouldCrossEndpointsWithPoliciesOfNeededComponents() {
        CatalogView view = CatalogView.of(
                List.of(RECEIVER, CENTRAL),
                List.of(
                        policy("receiver.b", "receiver"),
                        policy("receiver.a", "receiver"),
                        policy("central.a", "central")),
                List.of(endpoint("r2", "receiver"), endpoint("r1", "receiver"), endpoint("c1", "central")));

        Assignment assignment = render(site("receiver"), view);

        assertThat(assignment.checks())
                .extracting(AssignedCheck::id)
                .containsExactly(
                        "lyon:lyon:r1:receiver.a",
                        "lyon:lyon:r1:receiver.b",
                        "lyon:lyon:r2:receiver.a",
                        "lyon:lyon:r2:receiver.b");
        assertThat(assignment.policies()).extracting(AssignedPolicy::key).containsExactly("receiver.a", "receiver.b");
    }

    @Test
    void shouldNeedAllComponentsWhereNoneIsNamed() {
        CatalogView view = CatalogView.of(
                List.of(RECEIVER, CENTRAL),
                List.of(policy("receiver.a", "receiver"), policy("central.a", "central")),
                List.of(endpoint("r1", "receiver"), endpoint("c1", "central")));

        assertThat(render(site(), view).checks()).hasSize(2);
    }

    @Test
    void shouldTakeOverriddenPortsAndTheAddressThatTheSiteSees() {
        Endpoint endpoint = new Endpoint(
                "r1",
                "receiver",
                "10.0.0.1",
                Map.of("receiver.a", Ports.parse("8080")),
                Map.of("lyon", "192.0.2.1", "nice", "192.0.2.2"),
                null,
                null);
        CatalogView view =
                CatalogView.of(List.of(RECEIVER), List.of(policy("receiver.a", "receiver")), List.of(endpoint));

        assertThat(render(site(), view).checks())
                .containsExactly(new AssignedCheck(
                        "lyon:lyon:r1:receiver.a",
                        "receiver.a",
                        "lyon",
                        "r1",
                        "10.0.0.1",
                        "192.0.2.1",
                        "8080",
                        List.of()));
    }

    @Test
    void shouldLeaveOutOutboundRowsOfEndpointsWithoutASiteAndPoliciesWithoutEndpoints() {
        PortPolicy outbound = withDirection(policy("receiver.out", "receiver"), Direction.OUTBOUND);
        CatalogView view = CatalogView.of(
                List.of(RECEIVER, CENTRAL),
                List.of(outbound, policy("central.a", "central")),
                List.of(endpoint("r1", "receiver")));

        Assignment assignment = render(site(), view);

        assertThat(assignment.checks()).isEmpty();
        assertThat(assignment.policies()).isEmpty();
    }

    @Test
    void shouldFillInDefaultsAndKeepDeadlinesWithinIntervals() {
        PortPolicy fast = withInterval(policy("receiver.fast", "receiver"), Duration.ofSeconds(1));
        CatalogView view = CatalogView.of(
                List.of(RECEIVER),
                List.of(fast, policy("receiver.slow", "receiver")),
                List.of(endpoint("r1", "receiver")));

        List<AssignedPolicy> policies = render(site(), view).policies();

        assertThat(policies.get(0).interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(policies.get(0).deadline()).isEqualTo(Duration.ofSeconds(1));
        assertThat(policies.get(1).interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(policies.get(1).deadline()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void shouldMakeTwoChecksOfALockedRangeAndTakeTheIntervalOfTheSite() {
        PortPolicy data = new PortPolicy(
                "receiver.data",
                "receiver",
                null,
                Protocol.TCP,
                Ports.parse("20020-20029"),
                null,
                null,
                null,
                Expectation.PERMITTED,
                RangeMode.ON_DEMAND,
                true,
                null,
                null,
                null,
                null,
                null);
        SiteOverride slow = new SiteOverride("receiver.data", null, null, Duration.ofMinutes(5), null, null);
        Site site = new Site(
                "lyon", null, "eu", Access.DIRECT, null, 3, null, null, null, null, null, List.of(slow), true, null);

        Assignment assignment =
                render(site, CatalogView.of(List.of(RECEIVER), List.of(data), List.of(endpoint("r1", "receiver"))));

        assertThat(assignment.checks())
                .extracting(AssignedCheck::id, AssignedCheck::policy, AssignedCheck::ports)
                .containsExactly(
                        tuple("lyon:lyon:r1:receiver.data", "receiver.data", "20020-20022"),
                        tuple("lyon:lyon:r1:receiver.data~rest", "receiver.data~rest", "20023-20029"));
        assertThat(assignment.policies())
                .extracting(AssignedPolicy::key, AssignedPolicy::expectation, AssignedPolicy::interval)
                .containsExactly(
                        tuple("receiver.data", Expectation.PERMITTED, Duration.ofMinutes(5)),
                        tuple("receiver.data~rest", Expectation.BLOCKED, Duration.ofMinutes(5)));
        assertThat(assignment.policies()).extracting(AssignedPolicy::severity).containsOnly(Severity.MAJOR);
    }

    @Test
    void shouldListAgentsById() {
        CatalogView view = CatalogView.of(List.of(), List.of(), List.of())
                .with(List.of(), Map.of("lyon", List.of(new Agent("b", "key-b"), new Agent("a", "key-a"))));

        Assignment assignment = renderer.render(site(), view, 7, NOW);

        assertThat(assignment.agents())
                .containsExactly(new AssignedAgent("a", "key-a"), new AssignedAgent("b", "key-b"));
        assertThat(assignment.revision()).isEqualTo(7);
        assertThat(assignment.issuedAt()).isEqualTo(NOW);
    }

    @Property(tries = 100)
    void shouldRenderTheSameWhateverTheOrderOfRows(@ForAll @Size(min = 1, max = 8) List<Boolean> componentOf) {
        List<Endpoint> endpoints = new java.util.ArrayList<>();
        for (int i = 0; i < componentOf.size(); i++) {
            endpoints.add(endpoint("e" + i, componentOf.get(i) ? "receiver" : "central"));
        }
        List<PortPolicy> policies = List.of(
                policy("receiver.a", "receiver"), policy("central.a", "central"), policy("central.b", "central"));
        List<Endpoint> shuffled = new java.util.ArrayList<>(endpoints);
        Collections.reverse(shuffled);

        Assignment one = render(site(), CatalogView.of(List.of(RECEIVER, CENTRAL), policies, endpoints));
        Assignment two = render(site(), CatalogView.of(List.of(CENTRAL, RECEIVER), policies, shuffled));

        assertThat(one).isEqualTo(two);
        assertThat(one.checks()).extracting(AssignedCheck::id).doesNotHaveDuplicates();
    }

    @Test
    void shouldCarryProtocolAndMethodOfAUdpRow() {
        PortPolicy dns = new PortPolicy(
                "receiver.dns",
                "receiver",
                null,
                Protocol.UDP,
                Ports.of(53),
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
                ProbeMethod.payload("dns"));

        Assignment assignment = render(
                site("receiver"), CatalogView.of(List.of(RECEIVER), List.of(dns), List.of(endpoint("r1", "receiver"))));

        assertThat(assignment.policies()).singleElement().satisfies(policy -> {
            assertThat(policy.protocol()).isEqualTo(Protocol.UDP);
            assertThat(policy.method()).isEqualTo(ProbeMethod.payload("dns"));
        });
        assertThat(assignment.checks()).extracting(AssignedCheck::ports).containsExactly("53");
    }

    private Assignment render(Site site, CatalogView view) {
        return renderer.render(site, view, 1, NOW);
    }

    private static Site site(String... components) {
        return new Site("lyon", null, "eu", Access.DIRECT, null, 3, null, null, null, List.of(components), null);
    }

    private static Endpoint endpoint(String id, String component) {
        return new Endpoint(id, component, "10.0.0.1", null, null, null, null);
    }

    private static PortPolicy policy(String key, String component) {
        return new PortPolicy(
                key,
                component,
                null,
                Protocol.TCP,
                Ports.of(80),
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

    private static PortPolicy withDirection(PortPolicy policy, Direction direction) {
        return new PortPolicy(
                policy.key(),
                policy.component(),
                null,
                Protocol.TCP,
                Ports.of(80),
                direction,
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

    private static PortPolicy withInterval(PortPolicy policy, Duration interval) {
        return new PortPolicy(
                policy.key(),
                policy.component(),
                null,
                Protocol.TCP,
                Ports.of(80),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                interval,
                null,
                null,
                null);
    }
}
