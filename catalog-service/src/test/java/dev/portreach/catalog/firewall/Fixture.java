package dev.portreach.catalog.firewall;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.effective.CatalogView;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.evidence.Evidence;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.policy.Probing;
import dev.portreach.catalog.site.Site;
import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small catalog, and the request that comes of it. */
final class Fixture {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    /** Whatever may break out of a format. */
    static final List<String> HOSTILE = List.of(
            "a\nb\r\nc",
            "\"quoted\" 'twice' \\",
            "# not a comment",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "*/ } flush ruleset; table x {",
            "``` `rm -rf /` $(id) ${x}",
            "=cmd|' /C calc'!A0",
            "+1+2",
            "@SUM(A1)",
            "-2+3",
            "\uff1dcmd",
            "\tx",
            "| cell | cell |",
            "[click](https://evil.example) www.evil.example",
            "! permit ip any any",
            "x\n permit ip any any\n",
            "\u202egnp.exe \u2028 next",
            "{request.site} {#if x}",
            "Übergröße 東京 \ud83d\ude00",
            "--><!-- &lt;b&gt; &amp;");

    private final List<Component> components = new ArrayList<>();
    private final List<PortPolicy> policies = new ArrayList<>();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private List<String> sources = List.of("10.1.0.0/16");
    private List<EnforcementPoint> points =
            List.of(new EnforcementPoint("lyon-edge", "firewall", "firewall@lyon.example.com"));
    private String text = "purpose";
    private String agentAddress;
    private OwnServices own = new OwnServices(List.of(), Optional.of(new OwnServices.Server("127.0.0.1", 7801)), 3);

    static Fixture catalog() {
        return new Fixture();
    }

    Fixture sources(String... cidrs) {
        sources = List.of(cidrs);
        return this;
    }

    Fixture agentAddress(String address) {
        agentAddress = address;
        return this;
    }

    Fixture points(EnforcementPoint... all) {
        points = List.of(all);
        return this;
    }

    /** The purpose, the reference and the component's name of what is added from now on. */
    Fixture saying(String words) {
        text = words;
        return this;
    }

    Fixture own(OwnServices services) {
        own = services;
        return this;
    }

    /** A component of its own with one policy, at hosts. */
    Fixture row(
            String key, String protocol, String ports, Direction direction, Expectation expectation, String... hosts) {
        components.add(new Component(key, text.equals("purpose") ? key : text, null, null));
        policies.add(new PortPolicy(
                key,
                key,
                null,
                Protocol.valueOf(protocol.toUpperCase(java.util.Locale.ROOT)),
                Ports.parse(ports),
                direction,
                true,
                text,
                expectation,
                RangeMode.ALL,
                false,
                true,
                null,
                null,
                text.equals("purpose") ? "page 46" : text,
                null));
        for (int i = 0; i < hosts.length; i++) {
            endpoints.add(new Endpoint(key + "-" + i, key, hosts[i], Map.of(), Map.of(), "core", null));
        }
        return this;
    }

    /** A TCP policy that may not be probed. */
    Fixture policy(String key, Ports ports, Probing probing, String host) {
        return add(
                key,
                ports,
                RangeMode.ALL,
                probing,
                new Endpoint(key + "-0", key, host, Map.of(), Map.of(), null, null));
    }

    /** An on-demand range at an endpoint that has it locked down to the number of users. */
    Fixture locked(String key, String ports, String host) {
        return add(
                key,
                Ports.parse(ports),
                RangeMode.ON_DEMAND,
                Probing.PROBED,
                new Endpoint(key + "-0", key, host, Map.of(), Map.of(), null, null, null, true, null));
    }

    private Fixture add(String key, Ports ports, RangeMode mode, Probing probing, Endpoint endpoint) {
        components.add(new Component(key, key, null, null));
        policies.add(new PortPolicy(
                key,
                key,
                null,
                Protocol.TCP,
                ports,
                Direction.INBOUND,
                true,
                text,
                Expectation.PERMITTED,
                mode,
                true,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                probing));
        endpoints.add(endpoint);
        return this;
    }

    Fixture inbound(String key, String protocol, String ports, String... hosts) {
        return row(key, protocol, ports, Direction.INBOUND, Expectation.LISTENING, hosts);
    }

    Fixture outbound(String key, String protocol, String ports, String... hosts) {
        return row(key, protocol, ports, Direction.OUTBOUND, Expectation.LISTENING, hosts);
    }

    Fixture endpoint(Endpoint endpoint) {
        endpoints.add(endpoint);
        return this;
    }

    Site site() {
        return new Site(
                "lyon",
                text.equals("purpose") ? "Lyon" : text,
                "emea",
                Access.EXTRANET_VPN,
                sources,
                4,
                text.equals("purpose") ? "network@lyon.example.com" : text,
                points,
                Map.of(),
                List.of(),
                agentAddress);
    }

    FirewallRequest request() {
        return request(Optional.empty());
    }

    FirewallRequest request(Optional<Evidence> evidence) {
        return new RequestPlanner(CatalogView.of(components, policies, endpoints), own).plan(site(), evidence, NOW, 17);
    }
}
