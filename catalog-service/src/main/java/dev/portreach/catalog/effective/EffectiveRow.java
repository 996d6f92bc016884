package dev.portreach.catalog.effective;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.site.Site;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.port.Ports;
import java.time.Duration;

/**
 * One policy at one endpoint for one site, as it holds in the end.
 *
 * @param site whose access it is, whoever initiates
 * @param key the policy's; with {@link EffectiveRows#REST} for the part of a locked range that must not be open
 * @param expectation the policy's; blocked for that part
 * @param ports value null only where the policy is dynamic and nobody says any
 * @param address where the initiator reaches the responder: inbound the endpoint as the site sees it, outbound the site's
 *     agents (value null if it does not say)
 * @param interval time between two probes; value null for the configured default
 * @param lockdown whether the range is to be locked down to the number of users
 * @param responded whether agents at the component's host listen there now in its place
 * @param omission why nobody probes it; null if somebody does
 */
public record EffectiveRow(
        Site site,
        Component component,
        PortPolicy policy,
        Endpoint endpoint,
        String key,
        Expectation expectation,
        Sourced<Ports> ports,
        Sourced<String> address,
        Sourced<Duration> interval,
        Sourced<Boolean> lockdown,
        boolean responded,
        Omission omission) {

    public boolean isProbed() {
        return omission == null;
    }

    /** Whether devices on the way must let it pass. Its ports may be unknown all the same, see {@link #ports}. */
    public boolean mustBeOpen() {
        return expectation != Expectation.BLOCKED
                && (omission == null || omission.kind().mustBeOpen());
    }

    /** The part of a locked range beyond the number of users. */
    EffectiveRow rest(Ports beyond) {
        return new EffectiveRow(
                site,
                component,
                policy,
                endpoint,
                key + EffectiveRows.REST,
                Expectation.BLOCKED,
                Sourced.of(beyond, lockdown.source()),
                address,
                interval,
                lockdown,
                false,
                omission);
    }

    /** The part of a locked range for the users. */
    EffectiveRow lockedTo(Ports first) {
        return new EffectiveRow(
                site,
                component,
                policy,
                endpoint,
                key,
                expectation,
                Sourced.of(first, lockdown.source()),
                address,
                interval,
                lockdown,
                responded,
                omission);
    }
}
