package dev.portreach.catalog.effective;

import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.policy.Probing;
import dev.portreach.catalog.site.Site;
import dev.portreach.catalog.site.SiteOverride;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import java.util.List;
import java.util.Map;

/** A catalog of one component at one endpoint, for tests. */
final class Given {

    static final Component RECEIVER = new Component("receiver", "Receiver", null, null);
    static final PortPolicy CONTROL = policy("receiver.control", "33321", Direction.INBOUND, true);
    static final PortPolicy EXTRA = policy("receiver.extra", "58889", Direction.INBOUND, false);
    static final PortPolicy NOTIFY = policy("receiver.notify", "7000", Direction.OUTBOUND, true);
    static final PortPolicy DATA = new PortPolicy(
            "receiver.data",
            "receiver",
            null,
            Protocol.TCP,
            Ports.parse("20020-21020"),
            Direction.INBOUND,
            null,
            null,
            Expectation.PERMITTED,
            RangeMode.ON_DEMAND,
            true,
            null,
            null,
            null,
            null,
            null);

    private Given() {}

    static PortPolicy policy(String key, String ports, Direction direction, boolean isRequired) {
        return new PortPolicy(
                key,
                "receiver",
                null,
                Protocol.TCP,
                Ports.parse(ports),
                direction,
                null,
                null,
                null,
                null,
                null,
                isRequired,
                null,
                null,
                null,
                null);
    }

    static PortPolicy listed(String key, Probing probing, String since, String before) {
        return new PortPolicy(
                key,
                "receiver",
                null,
                Protocol.TCP,
                probing == Probing.DYNAMIC ? null : Ports.of(554),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                since,
                before,
                probing);
    }

    static Endpoint endpoint(Map<String, Ports> ports, String version, Boolean lockdown) {
        return new Endpoint(
                "r1", "receiver", "10.0.0.1", ports, Map.of("nice", "192.0.2.1"), null, null, version, lockdown, null);
    }

    static Site site(int users, Boolean lockdown, SiteOverride... overrides) {
        return new Site(
                "lyon",
                null,
                null,
                Access.DIRECT,
                null,
                users,
                null,
                null,
                null,
                null,
                null,
                List.of(overrides),
                lockdown,
                null);
    }

    static CatalogView view(Endpoint endpoint, PortPolicy... policies) {
        return CatalogView.of(List.of(RECEIVER), List.of(policies), List.of(endpoint));
    }
}
