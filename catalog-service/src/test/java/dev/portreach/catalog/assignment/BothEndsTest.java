package dev.portreach.catalog.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.endpoint.ResponderWindow;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.site.Agent;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.site.SiteOverride;
import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.assignment.AssignedCheck;
import dev.portreach.contracts.assignment.AssignedListener;
import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Paths that agents at both ends prove: outbound rows, and ports at which nothing listens yet. */
class BothEndsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Component RECEIVER = new Component("receiver", "Receiver", null, null);
    private static final AssignedAgent CORE_AGENT = new AssignedAgent("core-a", "key-core");
    private static final AssignedAgent LYON_AGENT = new AssignedAgent("lyon-a", "key-lyon");
    private static final PortPolicy NOTIFY =
            policy("receiver.notify", "4000", Direction.OUTBOUND, Expectation.LISTENING, RangeMode.ALL);
    private static final PortPolicy DATA =
            policy("receiver.data", "20020-21020", Direction.INBOUND, Expectation.PERMITTED, RangeMode.ON_DEMAND);
    private static final PortPolicy CONTROL =
            policy("receiver.control", "80", Direction.INBOUND, Expectation.LISTENING, RangeMode.ALL);
    private static final Site CORE = site("core", null, "unrelated");
    private static final Site LYON = site("lyon", "198.51.100.7", "receiver");

    private final AssignmentRenderer renderer = new AssignmentRenderer(Duration.ofSeconds(30), Duration.ofMillis(1500));

    @Test
    void shouldProbeOutboundRowsFromTheCoreToAnAgentAtTheSite() {
        // given
        CatalogView view = view(endpoint("core", null), LYON);
        // when
        Assignment core = render(CORE, view);
        Assignment lyon = render(LYON, view);
        // then the core probes on the site's behalf, and knows who is to answer
        assertThat(core.checks())
                .containsExactly(new AssignedCheck(
                        "core:lyon:r1:receiver.notify",
                        "receiver.notify",
                        "lyon",
                        "r1",
                        "10.0.0.1",
                        "198.51.100.7",
                        "4000",
                        List.of(LYON_AGENT)));
        assertThat(core.policies()).extracting(AssignedPolicy::key).containsExactly("receiver.notify");
        assertThat(core.listeners()).isEmpty();
        // and the site listens, for the core's agents alone
        assertThat(lyon.listeners())
                .containsExactly(
                        new AssignedListener("r1:receiver.notify", Protocol.TCP, "4000", null, List.of(CORE_AGENT)));
        assertThat(lyon.checks()).extracting(AssignedCheck::policy).doesNotContain("receiver.notify");
        assertThat(renderer.notProbed(LYON, view, NOW)).isEmpty();
    }

    @Test
    void shouldLeaveEchoRequestsToTheOperatingSystem() {
        // given echo both ways, while agents listen for each other
        CatalogView rows = CatalogView.of(
                List.of(RECEIVER),
                List.of(
                        echo("receiver.ping", Direction.INBOUND, Expectation.PERMITTED),
                        echo("receiver.back", Direction.OUTBOUND, Expectation.LISTENING)),
                List.of(endpoint("core", NOW.plusSeconds(1))));
        CatalogView view = rows.with(List.of(CORE, LYON), agents("core", "lyon"));
        // when
        Assignment core = render(CORE, view);
        Assignment lyon = render(LYON, view);
        // then nobody listens, and no agent is to sign an answer
        assertThat(core.listeners()).isEmpty();
        assertThat(lyon.listeners()).isEmpty();
        assertThat(check(core, "receiver.back").responders()).isEmpty();
        assertThat(check(core, "receiver.back").address()).isEqualTo("198.51.100.7");
        assertThat(check(lyon, "receiver.ping").responders()).isEmpty();
        assertThat(check(lyon, "receiver.ping").ports()).isEqualTo("0");
    }

    private static PortPolicy echo(String key, Direction direction, Expectation expectation) {
        return new PortPolicy(
                key,
                "receiver",
                null,
                Protocol.ICMP,
                null,
                direction,
                null,
                null,
                expectation,
                RangeMode.ALL,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void shouldSayWhyAnOutboundRowIsNotProbed() {
        assertThat(reason(view(endpoint(null, null), LYON)))
                .isEqualTo("endpoint r1 names no site whose agents stand at its host");
        assertThat(reason(view(endpoint("core", null), site("lyon", null, "receiver"))))
                .isEqualTo("site lyon has no agentAddress, at which the core reaches its agents");
        assertThat(reason(view(endpoint("core", null), LYON).with(List.of(CORE, LYON), Map.of())))
                .isEqualTo("no agent is enrolled at site core");
        assertThat(reason(view(endpoint("core", null), LYON).with(List.of(CORE, LYON), agents("core"))))
                .isEqualTo("no agent is enrolled at site lyon");
    }

    @Test
    void shouldListenForTheSitesWhileTheWindowIsOpen() {
        // given
        CatalogView view = view(endpoint("core", NOW.plusSeconds(1)), LYON);
        // when
        Assignment core = render(CORE, view);
        Assignment lyon = render(LYON, view);
        // then at permitted ports only
        assertThat(core.listeners())
                .containsExactly(new AssignedListener(
                        "r1:receiver.data", Protocol.TCP, "20020-21020", null, List.of(LYON_AGENT)));
        assertThat(check(lyon, "receiver.data").responders()).containsExactly(CORE_AGENT);
        assertThat(check(lyon, "receiver.control").responders()).isEmpty();
    }

    @Test
    void shouldChangeBackWhenTheWindowEnds() {
        CatalogView during = view(endpoint("core", NOW), LYON);
        CatalogView without = view(endpoint("core", null), LYON);
        assertThat(render(CORE, during)).isEqualTo(render(CORE, without));
        assertThat(render(LYON, during)).isEqualTo(render(LYON, without));
    }

    @Test
    void shouldProbePlainlyWhereNobodyCouldAnswer() {
        // given an open window, and no agent at the host
        CatalogView view = view(endpoint("core", NOW.plusSeconds(1)), LYON).with(List.of(CORE, LYON), agents("lyon"));
        // when, then
        assertThat(check(render(LYON, view), "receiver.data").responders()).isEmpty();
    }

    @Test
    void shouldNotProbeTheWayOfASiteToItself() {
        Site all = site("core", "10.0.0.1");
        CatalogView view = view(endpoint("core", null), LYON).with(List.of(all), agents("core"));
        assertThat(render(all, view).listeners()).isEmpty();
        assertThat(render(all, view).checks())
                .extracting(AssignedCheck::policy)
                .containsExactlyInAnyOrder("receiver.control", "receiver.data");
        assertThat(renderer.notProbed(all, view, NOW)).isEmpty();
    }

    @Test
    void shouldListenAtWhatEachSiteTakesThePortsToBe() {
        // given a window, and a site that has the range moved while the core has not
        Site moved = new Site(
                "lyon",
                null,
                null,
                Access.DIRECT,
                null,
                2,
                null,
                null,
                null,
                List.of("receiver"),
                "192.0.2.1",
                List.of(new SiteOverride("receiver.data", null, Ports.parse("30000-30009"), null, null, null)),
                null,
                null);
        CatalogView view = view(endpoint("core", NOW.plusSeconds(1)), LYON)
                .with(List.of(site("core", null, "receiver"), moved), agents("core", "lyon"));

        Assignment core = render(site("core", null, "receiver"), view);

        String ofPolicy = DATA.ports().toString();
        assertThat(core.listeners()).extracting(AssignedListener::ports).contains(ofPolicy + ",30000-30009");
        assertThat(check(render(moved, view), "receiver.data").ports()).isEqualTo("30000-30009");
        assertThat(check(core, "receiver.data").ports()).isEqualTo(ofPolicy);
    }

    private String reason(CatalogView view) {
        List<Site> sites =
                view.sites().stream().filter(site -> site.id().equals("lyon")).toList();
        assertThat(render(CORE, view).checks()).isEmpty();
        assertThat(render(sites.get(0), view).listeners()).isEmpty();
        List<NotProbed> notProbed = renderer.notProbed(sites.get(0), view, NOW);
        assertThat(notProbed).hasSize(1);
        assertThat(notProbed.get(0).policy()).isEqualTo("receiver.notify");
        return notProbed.get(0).reason();
    }

    private Assignment render(Site site, CatalogView view) {
        return renderer.render(site, view, 1, NOW);
    }

    private static AssignedCheck check(Assignment assignment, String policy) {
        return assignment.checks().stream()
                .filter(check -> check.policy().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    private static CatalogView view(Endpoint endpoint, Site lyon) {
        return CatalogView.of(List.of(RECEIVER), List.of(NOTIFY, DATA, CONTROL), List.of(endpoint))
                .with(List.of(CORE, lyon), agents("core", "lyon"));
    }

    private static Map<String, List<Agent>> agents(String... sites) {
        Map<String, List<Agent>> agents = new HashMap<>();
        for (String site : sites) {
            agents.put(site, List.of(new Agent(site + "-a", "key-" + site)));
        }
        return agents;
    }

    private static Endpoint endpoint(String site, Instant until) {
        ResponderWindow window = until == null ? null : new ResponderWindow(until);
        return new Endpoint("r1", "receiver", "10.0.0.1", null, null, site, window);
    }

    private static Site site(String id, String agentAddress, String... components) {
        return new Site(id, null, null, Access.DIRECT, null, 0, null, null, null, List.of(components), agentAddress);
    }

    private static PortPolicy policy(
            String key, String ports, Direction direction, Expectation expectation, RangeMode mode) {
        return new PortPolicy(
                key,
                "receiver",
                null,
                Protocol.TCP,
                Ports.parse(ports),
                direction,
                null,
                null,
                expectation,
                mode,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
