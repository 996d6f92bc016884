package dev.portreach.catalog.check;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "127.0.0.9",
                "2001:db8::1",
                "::1",
                "::ffff:10.0.0.1",
                "a",
                "core-1.example.org",
                "1a.b"
            })
    void shouldTakeHosts(String text) {
        assertThat(Addresses.hostFault(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "1",
                "[::1]",
                "fe80::1%eth0",
                ":::",
                "a..b",
                "-a",
                "a b",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "ff02::1",
                "http://a",
                "a:80",
                "10.0.0.1/32",
                "1.2.3.4.5",
                "::1\n"
            })
    void shouldRefuseWhatIsNoHost(String text) {
        assertThat(Addresses.hostFault(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "10.0.0.0/8", "10.1.2.3/32", "::/0", "2001:db8::/48", "2001:db8::1/128"})
    void shouldTakeNetworks(String text) {
        assertThat(Addresses.cidrFault(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.1/8",
                "2001:db8::1/64",
                "::/129",
                "10.0.0.0/8/8",
                "10.0.0.0/ 8",
                "host/8",
                "10.0.0.0/99999999999"
            })
    void shouldRefuseWhatIsNoNetwork(String text) {
        assertThat(Addresses.cidrFault(text)).isPresent();
    }

    @Property(tries = 300)
    void shouldSuggestANetworkThatItTakes(@ForAll @Size(4) int[] octets, @ForAll @IntRange(max = 32) int prefix) {
        String address =
                "%d.%d.%d.%d/%d".formatted(octets[0] & 255, octets[1] & 255, octets[2] & 255, octets[3] & 255, prefix);

        Addresses.cidrFault(address).ifPresent(fault -> {
            String suggested = fault.substring(fault.lastIndexOf(' ') + 1);
            assertThat(Addresses.cidrFault(suggested)).isEmpty();
        });
    }
}
