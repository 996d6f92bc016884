package dev.portreach.catalog.effective.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.catalog.effective.EffectiveRow;
import dev.portreach.catalog.effective.Source;
import dev.portreach.catalog.effective.Sourced;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;

/**
 * One row with its effective values, each with who said it. What has no source is the policy's.
 *
 * @param policy key; ends in {@code ~rest} for the part of a locked range that must not be open
 * @param ports no value where they are not known
 * @param address where the initiator reaches the responder
 * @param interval time between two probes
 * @param deadline of one probe of one port
 * @param lockdown whether the range is locked down to the number of users
 * @param capacity ports that must be usable at a time, in on-demand rows: the site's concurrent users
 * @param mustBeOpen whether devices on the way must let it pass
 * @param notProbed why nobody probes it; absent if somebody does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EffectiveValues(
        String endpoint,
        String component,
        String policy,
        Protocol protocol,
        Direction direction,
        RangeMode rangeMode,
        Severity severity,
        boolean required,
        Sourced<Expectation> expectation,
        Sourced<Ports> ports,
        Sourced<String> address,
        Sourced<Duration> interval,
        Sourced<Duration> deadline,
        Sourced<Boolean> lockdown,
        Sourced<Integer> capacity,
        boolean mustBeOpen,
        boolean probed,
        String notProbed) {

    static EffectiveValues of(EffectiveRow row, Duration defaultInterval, Duration defaultDeadline) {
        PortPolicy policy = row.policy();
        boolean isOfPolicy = row.expectation() == policy.expectation();
        Integer users = row.site().concurrentUsers();
        return new EffectiveValues(
                row.endpoint().id(),
                row.component().id(),
                row.key(),
                policy.protocol(),
                policy.direction(),
                policy.rangeMode(),
                policy.severity(),
                policy.required(),
                new Sourced<>(
                        row.expectation(),
                        isOfPolicy ? Source.POLICY : row.lockdown().source()),
                row.ports(),
                row.address(),
                row.interval().or(defaultInterval),
                new Sourced<>(policy.deadline(), Source.POLICY).or(defaultDeadline),
                row.lockdown(),
                policy.rangeMode() == RangeMode.ON_DEMAND && users > 0 ? new Sourced<>(users, Source.SITE) : null,
                row.mustBeOpen(),
                row.isProbed(),
                row.isProbed() ? null : row.omission().reason());
    }
}
