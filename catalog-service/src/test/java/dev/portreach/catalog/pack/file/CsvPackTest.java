package dev.portreach.catalog.pack.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.document.DocumentException;
import dev.portreach.catalog.pack.Pack;
import dev.portreach.catalog.policy.PortPolicy;
import dev.portreach.catalog.policy.Probing;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvPackTest {

    @Test
    void shouldReadATableAsVendorsPrintIt() {
        Pack pack = read(
                """
                PROTOCOL,Port Range,Application,Direction,Description
                TCP/UDP,53,DNS Server,,"Name look-ups, both ways"
                tcp,8888 \u2013 8892; 9000,Media Indexer,Inbound only,Web 8888 service
                UDP,dynamic,Streaming Server,outgoing,Media of streams

                ,,,,
                TCP,4160,Lookup,both,Discovery
                """);

        assertThat(pack.components())
                .extracting(Component::id)
                .containsExactly("dns-server", "media-indexer", "streaming-server", "lookup");
        assertThat(pack.components()).extracting(Component::name).startsWith("DNS Server", "Media Indexer");
        assertThat(pack.policies())
                .extracting(PortPolicy::key)
                .containsExactly(
                        "dns-server.name-look-ups-both-tcp",
                        "dns-server.name-look-ups-both-udp",
                        "media-indexer.web-service",
                        "streaming-server.media-of-streams",
                        "lookup.discovery-in",
                        "lookup.discovery-out");
        assertThat(pack.policies().get(0).directionStated()).isFalse();
        assertThat(pack.policies().get(2).ports()).hasToString("8888-8892,9000");
        assertThat(pack.policies().get(2).directionStated()).isTrue();
        assertThat(pack.policies().get(3).probing()).isEqualTo(Probing.DYNAMIC);
        assertThat(pack.policies().get(3).ports()).isNull();
    }

    @Test
    void shouldReadAndWriteRowsOfIcmpEcho() {
        // given
        Pack pack = read(
                """
                component,port,protocol,purpose
                server,,ICMP,Is it there
                server,,icmp echo,Is it there still
                """);
        // then
        assertThat(pack.policies()).extracting(PortPolicy::protocol).containsOnly(Protocol.ICMP);
        assertThat(pack.policies()).extracting(PortPolicy::ports).containsOnly(Ports.ECHO);
        String written = CsvPack.write(pack);
        assertThat(written).contains(",,icmp,");
        assertThat(read(written).policies()).isEqualTo(pack.policies());
    }

    @Test
    void shouldRefuseIcmpWithPortsOrBesideAProtocolThatHasThem() {
        List<Violation> faults = faults(
                """
                component,port,protocol,purpose
                server,80,icmp,one
                server,80,TCP/ICMP,two
                """);
        assertThat(faults)
                .extracting(fault -> "%d:%d %s".formatted(fault.line(), fault.column(), fault.reason()))
                .containsExactly(
                        "2:2 icmp has no ports: leave them out",
                        "3:3 has icmp beside others, which have ports; give it a line of its own");
    }

    @Test
    void shouldReportEveryBadLineWithLineAndCell() {
        List<Violation> faults = faults(
                """
                component,port,protocol,purpose
                a,80,tcp,one
                a,0,tcp,two
                a,80,sctp,three
                ,80,tcp,four
                a,81,tcp,"on two
                lines"
                a,82,tcp,one
                a,83,,five
                a,84,tcp,six,seven
                """);

        assertThat(faults)
                .extracting(
                        fault -> "%d:%d %s %s".formatted(fault.line(), fault.column(), fault.field(), fault.reason()))
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("3:2 port port 0 is not within"),
                        fault -> assertThat(fault).startsWith("4:3 protocol is not a protocol"),
                        fault -> assertThat(fault).startsWith("5:1 component is missing"),
                        fault -> assertThat(fault).startsWith("6:4 purpose holds control characters"),
                        fault -> assertThat(fault).startsWith("8:1 key a.one is the key of a line before"),
                        fault -> assertThat(fault).startsWith("9:3 protocol is missing"),
                        fault -> assertThat(fault).startsWith("10:5  has 5 cells, the header 4"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "component,colour | 1 | 2 | has a header that is not known",
                "port,Ports | 1 | 2 | gives the column Ports twice",
                "component,port,protocol\\na,\"80,tcp | 2 | 1 | is not CSV",
                "'' | 1 | 1 | has no header",
            })
    void shouldRefuseWhatIsNoTable(String csv, int line, int column, String reason) {
        Violation fault = faults(csv.replace("\\n", "\n")).get(0);

        assertThat(fault.reason()).contains(reason);
        assertThat(fault.column()).isEqualTo(column);
        assertThat(fault.line()).isBetween(1, line);
    }

    @Test
    void shouldWriteFormulasAsTextAndReadThemBack() {
        Pack pack = read("component,port,protocol,name,purpose\na,80,tcp,row,\"=cmd|' /C calc'!A0\"\n");
        assertThat(pack.policies().get(0).purpose()).isEqualTo("=cmd|' /C calc'!A0");

        String csv = CsvPack.write(pack);

        assertThat(csv).contains("'=cmd|").doesNotContain(",=cmd");
        assertThat(read(csv)).isEqualTo(pack);
    }

    private static Pack read(String csv) {
        return CsvPack.read(csv.getBytes(StandardCharsets.UTF_8), "own", 1);
    }

    private static List<Violation> faults(String csv) {
        DocumentException refused = catchThrowableOfType(DocumentException.class, () -> read(csv));
        assertThat(refused).isNotNull();
        return refused.faults();
    }
}
