package dev.portreach.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private static final AddressPolicy NOTHING_SAID = AddressPolicy.of(List.of(), false);
    private static final AddressPolicy ALL_SAID = AddressPolicy.of(List.of("0.0.0.0/0", "::/0"), true);

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "52.84.0.1", "2600:1f18::1", "172.32.0.1", "100.128.0.1"})
    void shouldAllowPublicAddresses(String address) throws UnknownHostException {
        assertThat(NOTHING_SAID.refusal(InetAddress.getByName(address))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, loopback",
        "::1, loopback",
        "10.0.0.5, private",
        "172.31.255.255, private",
        "192.168.1.1, private",
        "fd12:3456::1, private",
        "100.64.0.1, shared by carriers",
        "198.18.0.1, reserved",
        "250.0.0.1, reserved",
        "64:ff9b::a00:5, private",
        "2002:a00:5::1, private",
        "::a00:5, private",
    })
    void shouldAllowByPermissionOnly(String address, String name) throws UnknownHostException {
        assertThat(NOTHING_SAID.refusal(InetAddress.getByName(address)))
                .contains("the address is " + name + ", and not in portreach.webhook.allowed-networks");
        assertThat(ALL_SAID.refusal(InetAddress.getByName(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "::",
                "169.254.169.254",
                "169.254.1.1",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "192.0.0.192",
                "224.0.0.1",
                "239.255.255.255",
                "ff02::1",
                "255.255.255.255",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "::a9fe:a9fe",
                "2001::1"
            })
    void shouldNeverAllowMetadataOrWhatIsNoHost(String address) throws UnknownHostException {
        assertThat(ALL_SAID.refusal(InetAddress.getByName(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "[::ffff:169.254.169.254]"})
    void shouldSeeThroughOtherSpellings(String host) {
        // Whatever the resolver makes of it is judged; here, what can be told from the text alone.
        assertThat(ALL_SAID.refusalOfLiteral(host)).isPresent();
    }

    @Test
    void shouldAllowWhatIsNamed() throws UnknownHostException {
        AddressPolicy policy = AddressPolicy.of(List.of("10.1.0.0/16", " 192.168.7.9 ", "fd12::/16"), true);

        assertThat(policy.refusal(InetAddress.getByName("10.1.200.3"))).isEmpty();
        assertThat(policy.refusal(InetAddress.getByName("10.2.0.1"))).isPresent();
        assertThat(policy.refusal(InetAddress.getByName("192.168.7.9"))).isEmpty();
        assertThat(policy.refusal(InetAddress.getByName("192.168.7.10"))).isPresent();
        assertThat(policy.refusal(InetAddress.getByName("fd12::1"))).isEmpty();
        assertThat(policy.refusal(InetAddress.getByName("127.9.9.9"))).isEmpty();
        assertThat(policy.refusalOfLiteral("hooks.example.com")).isEmpty();
        assertThatThrownBy(() -> AddressPolicy.of(List.of("10.0.0.0/8", "office"), false))
                .hasMessage("portreach.webhook.allowed-networks: \"office\" is not a network such as 10.0.0.0/8");
    }
}
