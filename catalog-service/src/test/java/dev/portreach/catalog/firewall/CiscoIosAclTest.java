package dev.portreach.catalog.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CiscoIosAclTest {

    private static final FirewallRequest REQUEST = Fixture.catalog()
            .sources("10.1.0.0/20", "2001:db8:1::/48")
            .inbound("a", "tcp", "80,20020-21020", "10.0.0.4", "2001:db8::4")
            .inbound("b", "udp", "53", "10.0.0.4")
            .outbound("c", "tcp", "5000", "10.0.0.6", "10.0.0.7")
            .request();

    @Test
    void shouldWriteOneListEachWayWithItsAnswers() {
        assertThat(CiscoIosAcl.of(REQUEST))
                .contains(
                        """
                        ip access-list extended PORTREACH-FROM-SITE-V4-lyon
                         remark a: purpose
                         permit tcp 10.1.0.0 0.0.15.255 host 10.0.0.4 eq 80
                         permit tcp 10.1.0.0 0.0.15.255 host 10.0.0.4 range 20020 21020
                         remark b: purpose
                         permit udp 10.1.0.0 0.0.15.255 host 10.0.0.4 eq 53
                         remark answers, c: purpose
                         permit tcp 10.1.0.0 0.0.15.255 eq 5000 10.0.0.6 0.0.0.1 established
                         remark path MTU discovery needs these errors
                         permit icmp any any packet-too-big
                        """)
                .contains(
                        """
                        ip access-list extended PORTREACH-TO-SITE-V4-lyon
                         remark answers, a: purpose
                         permit tcp host 10.0.0.4 eq 80 10.1.0.0 0.0.15.255 established
                         permit tcp host 10.0.0.4 range 20020 21020 10.1.0.0 0.0.15.255 established
                         remark answers, b: purpose
                         permit udp host 10.0.0.4 eq 53 10.1.0.0 0.0.15.255
                         remark c: purpose
                         permit tcp 10.0.0.6 0.0.0.1 10.1.0.0 0.0.15.255 eq 5000
                        """);
    }

    @Test
    void shouldWriteIpv6InItsOwnWay() {
        assertThat(CiscoIosAcl.of(REQUEST))
                .contains(
                        """
                        ipv6 access-list PORTREACH-FROM-SITE-V6-lyon
                         remark a: purpose
                         permit tcp 2001:db8:1::/48 host 2001:db8::4 eq 80
                        """);
    }

    @Test
    void shouldAskForEchoInTheWordsOfEachFamily() {
        assertThat(CiscoIosAcl.of(Fixture.catalog()
                        .sources("10.1.0.0/16", "2001:db8:1::/48")
                        .inbound("a", "icmp", "0", "10.0.0.4", "2001:db8::4")
                        .request()))
                .contains(" permit icmp 10.1.0.0 0.0.255.255 host 10.0.0.4 echo\n")
                .contains(" permit icmp host 10.0.0.4 10.1.0.0 0.0.255.255 echo-reply\n")
                .contains(" permit icmp 2001:db8:1::/48 host 2001:db8::4 echo-request\n")
                .contains(" permit icmp host 2001:db8::4 2001:db8:1::/48 echo-reply\n");
    }

    @Test
    void shouldSayAnyWhereAllIsMeant() {
        assertThat(CiscoIosAcl.of(Fixture.catalog()
                        .sources("0.0.0.0/0")
                        .inbound("a", "tcp", "80", "10.0.0.4")
                        .request()))
                .contains(" permit tcp any host 10.0.0.4 eq 80\n");
    }
}
