package dev.portreach.catalog.plan;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.endpoint.ResponderWindow;
import dev.portreach.catalog.pack.Pack;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.selector.Selector;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.site.SiteOverride;
import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Items as people could have made them, with text that files like to trip over. */
public final class Items {

    private Items() {}

    static Arbitrary<String> ids() {
        return Arbitraries.of("a", "b", "c-1", "true", "null", "1e3", "007", "0x1f", "on", "d.e");
    }

    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "yes",
                        "null",
                        "~",
                        "=1+1",
                        "'=x",
                        "a: b",
                        "- x",
                        "#c",
                        " padded ",
                        "a;b|c=d\\",
                        "é€🙂",
                        "1_000"),
                Arbitraries.strings()
                        .withChars("ab \"\\,;|=+-@':#&*!%{}[]\u00e9")
                        .ofMinLength(1)
                        .ofMaxLength(8)
                        .filter(text -> !text.isBlank()));
    }

    static Arbitrary<Map<String, String>> labels() {
        return Arbitraries.maps(Arbitraries.of("tier", "a.b/c", "true", "1"), texts())
                .ofMaxSize(3);
    }

    private static Arbitrary<EnforcementPoint> points() {
        return Combinators.combine(texts(), texts().injectNull(0.4), texts().injectNull(0.4))
                .as(EnforcementPoint::new);
    }

    public static Arbitrary<Site> sites() {
        Arbitrary<Site> plain = Combinators.combine(
                        ids(),
                        texts(),
                        texts().injectNull(0.3),
                        Arbitraries.of(Access.INTRANET_VPN, Access.EXTRANET_VPN, Access.DIRECT),
                        Arbitraries.of("10.0.0.0/8", "2001:db8::/48").list().ofMaxSize(2),
                        Arbitraries.integers().between(0, 1_000_000),
                        points().list().ofMaxSize(2),
                        labels())
                .as((id, name, region, access, sources, users, points, labels) -> new Site(
                        id, name, region, access, sources, users, null, points, labels, List.of("c"), "10.0.0.9"));
        return Combinators.combine(plain, texts().injectNull(0.5), ids().list().ofMaxSize(2))
                .as((site, contact, packs) -> new Site(
                        site.id(),
                        site.name(),
                        site.region(),
                        site.access(),
                        site.sources(),
                        site.concurrentUsers(),
                        contact,
                        site.enforcementPoints(),
                        site.labels(),
                        site.components(),
                        site.agentAddress(),
                        List.of(new SiteOverride("a", null, Ports.of(81), null, null, contact)),
                        contact == null ? null : packs.isEmpty(),
                        packs));
    }

    public static Arbitrary<Endpoint> endpoints() {
        return Combinators.combine(
                        ids(),
                        ids(),
                        Arbitraries.of("10.0.0.1", "2001:db8::1", "host.example"),
                        Arbitraries.maps(
                                        ids(),
                                        Arbitraries.of("80", "1-9,20020-21020").map(Ports::parse))
                                .ofMaxSize(2),
                        Arbitraries.maps(ids(), Arbitraries.of("10.9.0.1", "2001:db8::2"))
                                .ofMaxSize(2),
                        ids().injectNull(0.5),
                        Arbitraries.of("2026-12-01T00:00:00Z", "2030-01-01T00:00:00.123Z")
                                .map(Instant::parse)
                                .injectNull(0.5),
                        Arbitraries.of("region=emea,tier in (gold,silver)", "!closed", "a=\"b c\"")
                                .map(Selector::parse)
                                .injectNull(0.4))
                .as((id, component, address, overrides, addresses, site, until, selector) -> new Endpoint(
                        id,
                        component,
                        address,
                        overrides,
                        addresses,
                        site,
                        until == null ? null : new ResponderWindow(until),
                        until == null ? null : "4.7.1",
                        selector == null ? null : overrides.isEmpty(),
                        selector));
    }

    static Arbitrary<Component> components() {
        return Combinators.combine(ids(), texts(), texts().injectNull(0.5))
                .as((id, name, description) -> new Component(id, name, description, null));
    }

    static Arbitrary<PortPolicy> policies() {
        return Combinators.combine(
                        ids(),
                        ids(),
                        texts().injectNull(0.3),
                        Arbitraries.integers().between(1, 65_535))
                .as((key, component, purpose, port) -> policy(key, component, purpose, Ports.of(port)));
    }

    static PortPolicy policy(String key, String component, String purpose, Ports ports) {
        return new PortPolicy(
                key,
                component,
                null,
                Protocol.TCP,
                ports,
                null,
                null,
                purpose,
                null,
                null,
                null,
                null,
                Duration.ofSeconds(30),
                null,
                null,
                null);
    }

    static Arbitrary<Pack> packs() {
        return Combinators.combine(
                        Arbitraries.of("p", "q"), Arbitraries.integers().between(1, 9), components(), policies())
                .as((id, version, component, policy) -> new Pack(
                        id,
                        version,
                        null,
                        null,
                        List.of(new Component(id + "-c", component.name(), component.description(), id)),
                        List.of(policy(id + "-c.p", id + "-c", policy.purpose(), policy.ports()))));
    }

    /** Catalogs in which components and policies of packs may have been edited since. */
    static Arbitrary<CatalogState> catalogs() {
        return Combinators.combine(
                        packs().list().ofMaxSize(2),
                        components().list().ofMaxSize(3),
                        policies().list().ofMaxSize(3),
                        sites().list().ofMaxSize(3),
                        endpoints().list().ofMaxSize(3),
                        Arbitraries.of(true, false))
                .as((packs, components, policies, sites, endpoints, isEdited) -> {
                    CatalogState state = new CatalogState();
                    for (Pack pack : packs) {
                        state.put(Kind.PACK, pack);
                        state.putAll(Kind.COMPONENT, pack.components());
                        state.putAll(Kind.POLICY, pack.policies());
                        if (isEdited) {
                            PortPolicy own = pack.policies().get(0);
                            state.put(Kind.POLICY, policy(own.key(), own.component(), "edited", own.ports()));
                        }
                    }
                    state.putAll(Kind.COMPONENT, components);
                    state.putAll(Kind.POLICY, policies);
                    state.putAll(Kind.SITE, sites);
                    state.putAll(Kind.ENDPOINT, endpoints);
                    return state;
                });
    }
}
