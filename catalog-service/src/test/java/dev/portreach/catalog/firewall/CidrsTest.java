package dev.portreach.catalog.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CidrsTest {

    private static Cidrs union(String... networks) {
        return Cidrs.union(Arrays.stream(networks).map(Cidrs::network).toList());
    }

    @Test
    void shouldMakeTheFewestBlocks() {
        assertThat(union("10.0.0.0/25", "10.0.0.128/25", "10.0.1.0/24", "10.0.0.7/32")
                        .texts())
                .containsExactly("10.0.0.0/23");
        assertThat(union("10.0.0.5/32", "10.0.0.4/32", "10.0.0.6/32").texts())
                .containsExactly("10.0.0.4/31", "10.0.0.6");
        assertThat(union("2001:db8:1::/48", "2001:db8::/48").texts()).containsExactly("2001:db8::/47");
        assertThat(union("0.0.0.0/0", "10.0.0.0/8").blocks().get(0).isAny()).isTrue();
    }

    @Test
    void shouldWriteBlocksAsFirewallsDo() {
        Block block = Cidrs.network("10.1.16.0/20").blocks().get(0);
        assertThat(block.address()).isEqualTo("10.1.16.0");
        assertThat(block.wildcard()).isEqualTo("0.0.15.255");
        assertThat(Cidrs.host("2001:DB8::0:1").orElseThrow().texts()).containsExactly("2001:db8::1");
        assertThat(Cidrs.host("::ffff:10.0.0.5").orElseThrow()).isEqualTo(Cidrs.network("10.0.0.5/32"));
    }

    @Test
    void shouldTellNamesFromAddresses() {
        assertThat(Cidrs.host("receiver.example.org")).isEmpty();
        assertThat(Cidrs.host("10.0.0.5")).isPresent();
    }

    @Test
    void shouldNotMixVersionsOfIp() {
        Cidrs four = Cidrs.network("0.0.0.0/0");
        Cidrs six = Cidrs.network("::/0");
        assertThatThrownBy(() -> Cidrs.union(List.of(four, six))).hasMessageContaining("do not mix");
        assertThat(four.contains(six)).isFalse();
    }
}
