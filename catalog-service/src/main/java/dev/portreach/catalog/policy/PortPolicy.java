package dev.portreach.catalog.policy;

import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.store.CatalogItem;
import dev.portreach.catalog.store.References;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.ProbeKind;
import dev.portreach.contracts.policy.ProbeMethod;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One row of a vendor's port table.
 *
 * @param key survives pack versions and holds no port number, as {@code delivery-receiver.control}
 * @param component id of the component
 * @param name optional, for people
 * @param ports default ports; endpoints and sites may override them; may be missing where {@code probing} is dynamic
 * @param direction who initiates, seen from the component; inbound if not given
 * @param directionStated whether the source states the direction, or it was inferred; true if not given
 * @param purpose what the ports are for
 * @param expectation listening if not given
 * @param rangeMode all if not given
 * @param configurable whether an installation can change the ports; false if not given
 * @param required whether the product cannot do without; true if not given
 * @param interval time between two probes, 1 s to 1 d; the configured default if null
 * @param deadline for one probe of one port, 100 ms to 30 s, not above the interval; the configured default if null
 * @param reference where the row is printed
 * @param method what a probe does beyond the transport; a plain connect if not given
 * @param severity major if not given
 * @param sinceVersion first version of the product that the row holds for, as {@code 4.7}; from the beginning if null
 * @param beforeVersion first version that it does not hold for any more; without an end if null
 * @param probing probed if not given
 */
public record PortPolicy(
        String key,
        String component,
        String name,
        Protocol protocol,
        Ports ports,
        Direction direction,
        Boolean directionStated,
        String purpose,
        Expectation expectation,
        RangeMode rangeMode,
        Boolean configurable,
        Boolean required,
        Duration interval,
        Duration deadline,
        String reference,
        ProbeMethod method,
        Severity severity,
        String sinceVersion,
        String beforeVersion,
        Probing probing)
        implements CatalogItem<PortPolicy> {

    private static final String STATUS = "[1-5][0-9]{2}(-[1-5][0-9]{2})?(,[1-5][0-9]{2}(-[1-5][0-9]{2})?)*";
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MAX_INTERVAL = Duration.ofDays(1);
    private static final Duration MIN_DEADLINE = Duration.ofMillis(100);
    private static final Duration MAX_DEADLINE = Duration.ofSeconds(30);

    public PortPolicy {
        ports = ports == null && protocol == Protocol.ICMP ? Ports.ECHO : ports;
        direction = direction == null ? Direction.INBOUND : direction;
        directionStated = directionStated == null || directionStated;
        expectation = expectation == null ? Expectation.LISTENING : expectation;
        rangeMode = rangeMode == null ? RangeMode.ALL : rangeMode;
        configurable = configurable != null && configurable;
        required = required == null || required;
        severity = severity == null ? Severity.MAJOR : severity;
        probing = probing == null ? Probing.PROBED : probing;
    }

    /** A row of the default severity that is probed and holds for all versions. */
    public PortPolicy(
            String key,
            String component,
            String name,
            Protocol protocol,
            Ports ports,
            Direction direction,
            Boolean directionStated,
            String purpose,
            Expectation expectation,
            RangeMode rangeMode,
            Boolean configurable,
            Boolean required,
            Duration interval,
            Duration deadline,
            String reference,
            ProbeMethod method) {
        this(
                key,
                component,
                name,
                protocol,
                ports,
                direction,
                directionStated,
                purpose,
                expectation,
                rangeMode,
                configurable,
                required,
                interval,
                deadline,
                reference,
                method,
                null,
                null,
                null,
                null);
    }

    @Override
    public String id() {
        return key;
    }

    @Override
    public PortPolicy withId(String newKey) {
        return new PortPolicy(
                newKey,
                component,
                name,
                protocol,
                ports,
                direction,
                directionStated,
                purpose,
                expectation,
                rangeMode,
                configurable,
                required,
                interval,
                deadline,
                reference,
                method,
                severity,
                sinceVersion,
                beforeVersion,
                probing);
    }

    /** The same for another protocol and direction. */
    public PortPolicy with(Protocol otherProtocol, Direction otherDirection) {
        return new PortPolicy(
                key,
                component,
                name,
                otherProtocol,
                ports,
                otherDirection,
                directionStated,
                purpose,
                expectation,
                rangeMode,
                configurable,
                required,
                interval,
                deadline,
                reference,
                method,
                severity,
                sinceVersion,
                beforeVersion,
                probing);
    }

    /** Whether it is about hosts and not about ports, so that none can be given or overridden. */
    public boolean hasNoPorts() {
        return protocol == Protocol.ICMP;
    }

    /** Whether the operating system answers at its end, wherever an agent stands: nobody listens for echo requests. */
    public boolean needsNoListener() {
        return protocol == Protocol.ICMP;
    }

    /** Whether it holds for some versions only. */
    public boolean holdsForSomeVersions() {
        return sinceVersion != null || beforeVersion != null;
    }

    /**
     * Whether it holds for that version.
     *
     * @param productVersion dotted numbers, see {@link ProductVersions}
     */
    public boolean holdsFor(String productVersion) {
        return (sinceVersion == null || ProductVersions.compare(productVersion, sinceVersion) >= 0)
                && (beforeVersion == null || ProductVersions.compare(productVersion, beforeVersion) < 0);
    }

    /** Its versions for people: {@code versions from 1.3 and before 4.7}. */
    public String versions() {
        String since = sinceVersion == null ? "" : "from " + sinceVersion;
        String before = beforeVersion == null ? "" : "before " + beforeVersion;
        return holdsForSomeVersions()
                ? "versions " + since + (since.isEmpty() || before.isEmpty() ? "" : " and ") + before
                : "all versions";
    }

    @Override
    public void checkReferences(References there, Violations violations) {
        if (!there.hasComponent(component)) {
            violations.add("component", "there is no component %s".formatted(component));
        }
    }

    @Override
    public void check(Violations violations) {
        violations.id("key", key);
        violations.id("component", component);
        violations.text("name", name, 200);
        violations.word("protocol", protocol);
        if (probing != Probing.DYNAMIC) {
            violations.required("ports", ports);
        }
        if (protocol != null && ports != null) {
            protocol.fault(ports).ifPresent(fault -> violations.add("ports", fault));
        }
        violations.word("direction", direction);
        violations.word("expectation", expectation);
        violations.word("rangeMode", rangeMode);
        violations.text("purpose", purpose, 1_000);
        violations.text("reference", reference, 500);
        violations.word("severity", severity);
        checkVersions(violations);
        checkMethod(violations);
        within(violations, "interval", interval, MIN_INTERVAL, MAX_INTERVAL);
        within(violations, "deadline", deadline, MIN_DEADLINE, MAX_DEADLINE);
        if (interval != null && deadline != null && deadline.compareTo(interval) > 0) {
            violations.add(
                    "deadline", "is above the interval of %s; a probe must end before the next".formatted(interval));
        }
    }

    private void checkVersions(Violations violations) {
        ProductVersions.check(violations, "sinceVersion", sinceVersion);
        ProductVersions.check(violations, "beforeVersion", beforeVersion);
        if (ProductVersions.is(sinceVersion)
                && ProductVersions.is(beforeVersion)
                && ProductVersions.compare(sinceVersion, beforeVersion) >= 0) {
            violations.add("beforeVersion", "is not after sinceVersion: the row would hold for no version");
        }
    }

    private void checkMethod(Violations violations) {
        if (method == null) {
            return;
        }
        violations.word("method.kind", method.kind());
        violations.text("method.serverName", method.serverName(), 253);
        violations.text("method.path", method.path(), 2_000);
        violations.text("method.status", method.status(), 100);
        violations.text("method.bodyMatch", method.bodyMatch(), 500);
        violations.text("method.payload", method.payload(), 100);
        if (method.path() != null && !method.path().startsWith("/")) {
            violations.add("method.path", "does not begin with a slash");
        }
        if (method.status() != null && !method.status().matches(STATUS)) {
            violations.add("method.status", "is not a list of status codes such as 200-399 or 200,401");
        }
        if (method.bodyMatch() != null && !isPattern(method.bodyMatch())) {
            violations.add("method.bodyMatch", "is not a regular expression");
        }
        if (method.kind() == ProbeKind.PAYLOAD && method.payload() == null) {
            violations.add("method.payload", "is missing");
        }
        if (protocol == Protocol.ICMP && method.kind() != ProbeKind.CONNECT) {
            violations.add("method.kind", "%s is not for icmp".formatted(method.kind()));
        }
        if (protocol == Protocol.UDP && method.kind() != ProbeKind.PAYLOAD && method.kind() != ProbeKind.CONNECT) {
            violations.add("method.kind", "%s needs tcp".formatted(method.kind()));
        }
    }

    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static void within(Violations violations, String field, Duration value, Duration min, Duration max) {
        if (value != null && (value.compareTo(min) < 0 || value.compareTo(max) > 0)) {
            violations.add(field, "%s is not within %s to %s".formatted(value, min, max));
        }
    }
}
