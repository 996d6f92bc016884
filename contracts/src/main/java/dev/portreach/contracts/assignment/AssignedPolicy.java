package dev.portreach.contracts.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.ProbeMethod;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import java.time.Duration;
import java.util.Objects;

/**
 * One row of a vendor's table as an agent needs it; ports are with the check, as an endpoint may override them.
 *
 * @param key survives pack versions and holds no port number, as {@code delivery-receiver.control}
 * @param component id of the component
 * @param interval time between two probes of one check
 * @param deadline how long one probe of one port may take
 * @param method what a probe does beyond the transport; null for a plain connect
 * @param severity how much it matters; null in assignments of versions that did not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssignedPolicy(
        String key,
        String component,
        String componentName,
        String purpose,
        Protocol protocol,
        Direction direction,
        Expectation expectation,
        RangeMode rangeMode,
        boolean required,
        Duration interval,
        Duration deadline,
        String reference,
        ProbeMethod method,
        Severity severity) {

    public AssignedPolicy {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(component, "component");
    }

    /** A row whose severity is not said. */
    public AssignedPolicy(
            String key,
            String component,
            String componentName,
            String purpose,
            Protocol protocol,
            Direction direction,
            Expectation expectation,
            RangeMode rangeMode,
            boolean required,
            Duration interval,
            Duration deadline,
            String reference,
            ProbeMethod method) {
        this(
                key,
                component,
                componentName,
                purpose,
                protocol,
                direction,
                expectation,
                rangeMode,
                required,
                interval,
                deadline,
                reference,
                method,
                null);
    }
}
