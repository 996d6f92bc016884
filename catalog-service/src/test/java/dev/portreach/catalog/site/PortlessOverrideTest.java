package dev.portreach.catalog.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.endpoint.Endpoint;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.store.References;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.port.Ports;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** ICMP echo has no ports, so that none can take their place. */
class PortlessOverrideTest {

    private static final PortPolicy ECHO = row("server.echo", Protocol.ICMP, null);
    private static final PortPolicy WEB = row("server.web", Protocol.TCP, Ports.of(80));

    @Test
    void shouldRefusePortsOfAnEndpointForEcho() {
        // given
        Endpoint endpoint = new Endpoint(
                "server-1",
                "server",
                "10.0.0.1",
                Map.of("server.echo", Ports.of(80), "server.web", Ports.of(8080)),
                Map.of(),
                null,
                null);
        Violations violations = new Violations();
        // when
        endpoint.checkReferences(new Known(), violations);
        // then
        assertThat(violations.found())
                .extracting(Violation::field, Violation::reason)
                .containsExactly(tuple("portOverrides.server.echo", "is of protocol icmp, which has no ports"));
    }

    @Test
    void shouldRefusePortsOfASiteForEcho() {
        // given
        Violations violations = new Violations();
        // when
        new SiteOverride("server.web", null, Ports.of(8080), null, null, null)
                .checkReferences(new Known(), violations, "overrides[0]");
        new SiteOverride("server.echo", null, Ports.of(80), null, null, null)
                .checkReferences(new Known(), violations, "overrides[1]");
        // then
        assertThat(violations.found())
                .extracting(Violation::field, Violation::reason)
                .containsExactly(
                        tuple("overrides[1].ports", "policy server.echo is of protocol icmp, which has no ports"));
    }

    private static PortPolicy row(String key, Protocol protocol, Ports ports) {
        return new PortPolicy(
                key,
                "server",
                null,
                protocol,
                ports,
                Direction.INBOUND,
                true,
                null,
                Expectation.LISTENING,
                RangeMode.ALL,
                false,
                true,
                null,
                null,
                null,
                null);
    }

    private static final class Known implements References {

        @Override
        public boolean hasPack(String id) {
            return false;
        }

        @Override
        public Optional<Component> component(String id) {
            return id.equals("server") ? Optional.of(new Component(id, null, null, null)) : Optional.empty();
        }

        @Override
        public boolean hasSite(String id) {
            return false;
        }

        @Override
        public Set<String> policiesOf(String component) {
            return Set.of(ECHO.key(), WEB.key());
        }

        @Override
        public Optional<PortPolicy> policy(String key) {
            return Optional.of(key.equals(ECHO.key()) ? ECHO : WEB);
        }

        @Override
        public Optional<String> componentAt(String endpoint) {
            return Optional.empty();
        }
    }
}
