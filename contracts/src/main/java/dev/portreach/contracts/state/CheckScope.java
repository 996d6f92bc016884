package dev.portreach.contracts.state;

import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import dev.portreach.contracts.port.Ports;
import java.util.Map;

/**
 * Everything by which a check can be grouped under a cause.
 *
 * @param vantage site that probes
 * @param subject site whose access is proven
 * @param host the endpoint's own address, whatever sites call it
 * @param address the address probed
 * @param intervalMillis time between two probes
 * @param rangeMode how the product uses the ports; null in states of releases that did not say
 * @param severity how much the row matters; null where it is not said
 */
public record CheckScope(
        String vantage,
        String subject,
        String region,
        Access access,
        Map<String, String> labels,
        String component,
        String componentName,
        String endpoint,
        String host,
        String address,
        String policy,
        Protocol protocol,
        Ports ports,
        Expectation expectation,
        boolean required,
        long intervalMillis,
        long deadlineMillis,
        RangeMode rangeMode,
        Severity severity) {

    public CheckScope {
        // Thousands of checks share each of these words, and some readers hold all checks.
        vantage = shared(vantage);
        subject = shared(subject);
        region = shared(region);
        component = shared(component);
        componentName = shared(componentName);
        endpoint = shared(endpoint);
        host = shared(host);
        address = shared(address);
        policy = shared(policy);
        labels = labels == null ? Map.of() : Map.copyOf(labels);
    }

    private static String shared(String word) {
        return word == null ? null : word.intern();
    }
}
