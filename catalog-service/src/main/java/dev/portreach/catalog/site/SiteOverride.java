package dev.portreach.catalog.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.store.References;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What differs at a site from the policy and the endpoint. What is null is as they say.
 *
 * @param policy key
 * @param endpoint id of the one endpoint that it is about; all of the component's if null
 * @param ports effective ports
 * @param interval time between two probes, 1 s to 1 d; for all endpoints and inbound rows only, as an assignment carries
 *     a policy once and outbound rows are probed from elsewhere
 * @param enabled false switches an optional row off, which needs a reason
 * @param reason for whoever wonders, at most 200 characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiteOverride(
        String policy, String endpoint, Ports ports, Duration interval, Boolean enabled, String reason) {

    static final String ALL_ENDPOINTS = null;

    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MAX_INTERVAL = Duration.ofDays(1);

    boolean isOf(String thePolicy, String theEndpoint) {
        return policy.equals(thePolicy) && Objects.equals(endpoint, theEndpoint);
    }

    void check(Violations violations, String field) {
        violations.id(field + ".policy", policy);
        if (endpoint != null) {
            violations.id(field + ".endpoint", endpoint);
        }
        violations.text(field + ".reason", reason, 200);
        if (ports == null && interval == null && enabled == null) {
            violations.add(field, "overrides nothing: give ports, interval or enabled");
        }
        if (Ports.ECHO.equals(ports)) {
            violations.add(field + ".ports", "port 0 is not within 1 to 65535");
        }
        if (interval != null) {
            checkInterval(violations, field);
        }
        if (Boolean.FALSE.equals(enabled) && (reason == null || reason.isBlank())) {
            violations.add(field + ".reason", "is missing: say why the row is switched off");
        }
    }

    /** Finds what it names that is not there, or what the policy forbids. */
    void checkReferences(References there, Violations violations, String field) {
        Optional<PortPolicy> of = there.policy(policy);
        if (of.isEmpty()) {
            violations.add(field + ".policy", "there is no policy %s".formatted(policy));
            return;
        }
        String component = of.get().component();
        if (endpoint != null && !there.componentAt(endpoint).equals(Optional.of(component))) {
            violations.add(
                    field + ".endpoint", "there is no endpoint %s of component %s".formatted(endpoint, component));
        }
        if (ports != null && of.get().hasNoPorts()) {
            violations.add(field + ".ports", "policy %s is of protocol icmp, which has no ports".formatted(policy));
        }
        if (Boolean.FALSE.equals(enabled) && of.get().required()) {
            violations.add(field + ".enabled", "policy %s is required".formatted(policy));
        }
        if (interval != null && of.get().direction() == Direction.OUTBOUND) {
            violations.add(field + ".interval", "outbound rows are probed from elsewhere, as their policy says");
        }
    }

    private void checkInterval(Violations violations, String field) {
        if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
            violations.add(
                    field + ".interval", "%s is not within %s to %s".formatted(interval, MIN_INTERVAL, MAX_INTERVAL));
        }
        if (endpoint != null) {
            violations.add(field + ".interval", "is for all endpoints: leave out the endpoint");
        }
    }
}
