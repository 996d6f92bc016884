package dev.portreach.catalog.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** ICMP has no ports: rules and texts say echo instead. */
class EchoRulesTest {

    private static final FirewallRequest REQUEST = Fixture.catalog()
            .sources("10.1.0.0/16", "2001:db8:1::/48")
            .inbound("ping", "icmp", "0", "10.0.0.4", "2001:db8::4", "by.name.example")
            .request();

    @Test
    void shouldWriteEchoForNftables() {
        assertThat(NftablesRules.of(REQUEST))
                .contains("icmp type echo-request ct state new accept")
                .contains("icmpv6 type echo-request ct state new accept")
                .doesNotContain("dport { 0 }");
    }

    @Test
    void shouldWriteEchoForIos() {
        assertThat(CiscoIosAcl.of(REQUEST))
                .contains(" permit icmp 10.1.0.0 0.0.255.255 host 10.0.0.4 echo\n")
                .contains(" permit icmp host 10.0.0.4 10.1.0.0 0.0.255.255 echo-reply\n")
                .contains(" permit icmp 2001:db8:1::/48 host 2001:db8::4 echo-request\n")
                .contains("to by.name.example, ICMP echo")
                .doesNotContain("eq 0");
    }

    @Test
    void shouldWriteEchoForPeople() {
        assertThat(Markdown.of(REQUEST)).contains("| echo |").doesNotContain("| 0 |");
    }
}
