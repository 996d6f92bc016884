package dev.portreach.probe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.probe.network.AllowList;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private final Targets targets = new Targets(AllowList.parse("10.0.0.0/8"));

    @Test
    void shouldTakeTheFirstAllowedAndKeepItAsLongAsItIsThere() throws Exception {
        assertThat(choose("192.0.2.1", "10.0.0.2", "10.0.0.1")).isEqualTo("10.0.0.2");
        assertThat(choose("10.0.0.1", "10.0.0.2")).isEqualTo("10.0.0.2");
        assertThat(choose("10.0.0.3", "10.0.0.1")).isEqualTo("10.0.0.3");
        assertThat(choose("10.0.0.1", "10.0.0.3")).isEqualTo("10.0.0.3");
    }

    @Test
    void shouldTakeNoneWhereNoneIsAllowed() throws Exception {
        assertThat(choose("192.0.2.1", "192.0.2.2")).isNull();
        assertThat(targets.refusal(addresses("192.0.2.1"), TODAY)).contains("192.0.2.1");
    }

    private String choose(String... addresses) throws UnknownHostException {
        return targets.choose("core.example.org", addresses(addresses), TODAY)
                .map(InetAddress::getHostAddress)
                .orElse(null);
    }

    private static List<InetAddress> addresses(String... literals) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : literals) {
            addresses.add(InetAddress.getByName(literal));
        }
        return addresses;
    }
}
