package dev.portreach.probe.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @CsvSource({
        "10.1.2.0/24, 10.1.2.255, true",
        "10.1.2.0/24, 10.1.3.0, false",
        "10.1.2.128/25, 10.1.2.127, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "0.0.0.0/0, 192.0.2.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
    })
    void shouldAllowWhatANetworkContains(String network, String address, boolean allowed) throws Exception {
        assertThat(AllowList.parse(network)
                        .refusal(InetAddress.getByName(address), TODAY)
                        .isEmpty())
                .isEqualTo(allowed);
    }

    @Test
    void shouldAllowNothingByDefaultAndSayWhy() throws Exception {
        assertThat(AllowList.parse("").refusal(InetAddress.getByName("10.1.2.3"), TODAY))
                .hasValue("address 10.1.2.3 is not within portreach.allowed-networks");
    }

    @Test
    void shouldAllowThroughTheLastDayOnly() throws Exception {
        // given
        AllowList list = AllowList.parse("10.0.0.0/8; owner=net@example.org; expires=2026-11-22");
        InetAddress address = InetAddress.getByName("10.1.2.3");
        // when, then
        assertThat(list.networks().get(0).owner()).isEqualTo("net@example.org");
        assertThat(list.refusal(address, TODAY)).isEmpty();
        assertThat(list.refusal(address, TODAY.plusDays(1)))
                .hasValue("address 10.1.2.3: entry 10.0.0.0/8 of portreach.allowed-networks expired on 2026-11-22");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "example.org",
                "10.0.0/8",
                "10.0.0.0/8;until=2027",
                "10.0.0.0/8;expires=soon",
                "::/129",
                "10.0.0.0/8/8"
            })
    void shouldRefuseWhatIsNotANetwork(String text) {
        assertThatThrownBy(() -> AllowList.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
