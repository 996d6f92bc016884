package dev.portreach.preflight.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.portreach.catalog.pack.Pack;
import dev.portreach.catalog.pack.file.CsvPack;
import dev.portreach.contracts.port.Ports;
import dev.portreach.preflight.UsageException;
import dev.portreach.probe.assignment.PlannedCheck;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckPlanTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void shouldPlanRowsOfIcmpEchoOutOfATable() {
        assertThat(CheckPlan.of(request(Map.of()), NOW).checks())
                .extracting(PlannedCheck::policy, PlannedCheck::ports)
                .contains(tuple("server.echo", Ports.ECHO));
    }

    @Test
    void shouldRefuseToOverridePortsThatARowDoesNotHave() {
        Request request = request(Map.of("server.echo", Ports.of(80)));
        assertThatThrownBy(() -> CheckPlan.of(request, NOW))
                .isInstanceOf(UsageException.class)
                .hasMessage("policy server.echo is of protocol icmp, which has no ports to override");
    }

    private static Request request(Map<String, Ports> overrides) {
        Pack pack = CsvPack.read(
                """
                key,component,port,protocol
                server.echo,server,,ICMP
                server.web,server,80,TCP
                """
                        .getBytes(StandardCharsets.UTF_8),
                "table",
                1);
        Target target = new Target("server", "127.0.0.1", InetAddress.getLoopbackAddress(), null);
        return new Request(pack, List.of(target), overrides, 0, Duration.ofSeconds(1));
    }
}
