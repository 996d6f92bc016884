package dev.portreach.catalog.pack;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.policy.Probing;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.ProbeKind;
import dev.portreach.contracts.policy.ProbeMethod;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import dev.portreach.contracts.port.PortRange;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary packs that are well, with texts that formats are known to stumble over. */
public final class Packs {

    private static final List<String> AWKWARD = List.of(
            "=1+1",
            "'=x",
            "''@x",
            "-5",
            "+49 30",
            "@home",
            "a,b;\"c\"",
            "'",
            "yes",
            "null",
            "~",
            "1.10",
            "0x1F",
            "2026-01-01",
            " blank at both ends ",
            "# no comment",
            "- no list",
            "key: value",
            "*alias",
            "&anchor",
            "!tag",
            "{a}",
            "ümläut 日本 🚀",
            "<script>",
            "%",
            "|",
            ">",
            "\\n",
            "\u00a0");

    private Packs() {}

    public static Arbitrary<Pack> any() {
        return packs(true);
    }

    /** What CSV can hold: rows, and no more of components than their names. */
    public static Arbitrary<Pack> tables() {
        return packs(false);
    }

    private static Arbitrary<Pack> packs(boolean isWhole) {
        Arbitrary<Component> component = Combinators.combine(
                        texts(), isWhole ? texts().injectNull(0.5) : Arbitraries.<String>just(null))
                .as((name, description) -> new Component("x", name, description, null));
        return Combinators.combine(
                        Arbitraries.integers().between(1, 1_000_000),
                        isWhole ? texts() : Arbitraries.just("any-pack"),
                        isWhole ? texts().injectNull(0.5) : Arbitraries.<String>just(null),
                        component.list().ofMinSize(1).ofMaxSize(3),
                        policies(isWhole).list().ofMinSize(3).ofMaxSize(6))
                .as(Packs::pack);
    }

    private static Pack pack(
            int version, String name, String description, List<Component> components, List<PortPolicy> policies) {
        List<Component> named = new ArrayList<>();
        for (Component component : components) {
            named.add(component.withId("c" + named.size()));
        }
        List<PortPolicy> keyed = new ArrayList<>();
        for (PortPolicy policy : policies) {
            String owner = "c" + Math.min(keyed.size(), named.size() - 1); // each has a row
            keyed.add(of(policy, owner).withId(owner + ".row-" + (char) ('a' + keyed.size())));
        }
        return new Pack("any-pack", version, name, description, named, keyed);
    }

    private static PortPolicy of(PortPolicy row, String component) {
        return new PortPolicy(
                row.key(),
                component,
                row.name(),
                row.protocol(),
                row.ports(),
                row.direction(),
                row.directionStated(),
                row.purpose(),
                row.expectation(),
                row.rangeMode(),
                row.configurable(),
                row.required(),
                row.interval(),
                row.deadline(),
                row.reference(),
                row.method(),
                row.severity(),
                row.sinceVersion(),
                row.beforeVersion(),
                row.probing());
    }

    private static Arbitrary<PortPolicy> policies(boolean isWhole) {
        Arbitrary<PortPolicy> words = Combinators.combine(
                        Arbitraries.of(Protocol.TCP, Protocol.UDP),
                        Arbitraries.of(Direction.INBOUND, Direction.OUTBOUND),
                        Arbitraries.of(Expectation.LISTENING, Expectation.PERMITTED, Expectation.BLOCKED),
                        Arbitraries.of(RangeMode.ALL, RangeMode.FIRST_FREE, RangeMode.FALLBACK, RangeMode.ON_DEMAND),
                        Arbitraries.of(Severity.CRITICAL, Severity.MAJOR, Severity.MINOR),
                        Arbitraries.of(Probing.values()),
                        Arbitraries.integers().between(0, 7),
                        ports())
                .as((protocol, direction, expectation, mode, severity, probing, flags, ports) -> new PortPolicy(
                        "k",
                        "c",
                        null,
                        protocol,
                        probing == Probing.DYNAMIC && flags > 3 ? null : ports,
                        direction,
                        (flags & 1) > 0,
                        null,
                        expectation,
                        mode,
                        (flags & 2) > 0,
                        (flags & 4) > 0,
                        null,
                        null,
                        null,
                        null,
                        severity,
                        (flags & 1) > 0 ? "1.3" : null,
                        (flags & 2) > 0 ? "4.10" : null,
                        probing));
        Arbitrary<ProbeMethod> method = Arbitraries.of(ProbeMethod.payload("dns"), ProbeMethod.of(ProbeKind.CONNECT));
        return Combinators.combine(
                        words,
                        texts().injectNull(0.3),
                        texts().injectNull(0.3),
                        texts().injectNull(0.3),
                        Arbitraries.integers().between(1, 86_400).injectNull(0.5),
                        isWhole ? method.injectNull(0.7) : Arbitraries.<ProbeMethod>just(null))
                .as((row, name, purpose, reference, seconds, itsMethod) -> new PortPolicy(
                        row.key(),
                        row.component(),
                        name,
                        row.protocol(),
                        row.ports(),
                        row.direction(),
                        row.directionStated(),
                        purpose,
                        row.expectation(),
                        row.rangeMode(),
                        row.configurable(),
                        row.required(),
                        seconds == null ? null : Duration.ofSeconds(seconds),
                        seconds == null ? null : Duration.ofMillis(900),
                        reference,
                        itsMethod,
                        row.severity(),
                        row.sinceVersion(),
                        row.beforeVersion(),
                        row.probing()));
    }

    private static Arbitrary<Ports> ports() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 65_535),
                        Arbitraries.integers().between(0, 500))
                .as((first, more) -> new PortRange(first, Math.min(65_535, first + more)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(Ports::ofRanges);
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> free = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("äß€日'\"=+-@,;:#")
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(text -> !text.isBlank());
        return Arbitraries.oneOf(free, Arbitraries.of(AWKWARD).filter(text -> !text.isBlank()));
    }
}
