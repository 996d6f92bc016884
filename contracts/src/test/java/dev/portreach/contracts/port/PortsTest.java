package dev.portreach.contracts.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portreach.contracts.policy.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "80; 80",
                "20020-21020; 20020-21020",
                " 8888 - 8892 , 9000; 8888-8892,9000",
                "9000,8888-8892; 8888-8892,9000",
                "80-81,82; 80-82",
                "1-65535; 1-65535"
            })
    void shouldWriteBackWhatItReadsInNormalForm(String text, String normal) {
        assertThat(Ports.parse(text)).hasToString(normal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0,80; port 0 is not within 1 to 65535",
                "0-80; port 0 is not within 1 to 65535",
                "65536; port 65536 is not within 1 to 65535",
                "21020-20020; 'range 21020-20020 runs backwards; write 20020-21020'",
                "80-90,85; 80-90 and 85 overlap",
                "80,80; 80 and 80 overlap",
                "http; \"http\" is neither a port nor a range",
                "80,; \"\" is neither a port nor a range",
                "-80; \"-80\" is neither a port nor a range",
                "999999; \"999999\" is neither a port nor a range",
                "''; no ports given"
            })
    void shouldRefuseWithTheReason(String text, String reason) {
        assertThatExceptionOfType(InvalidPortsException.class)
                .isThrownBy(() -> Ports.parse(text))
                .withMessageContaining(reason);
    }

    @Test
    void shouldRefuseTextWithoutEnd() {
        assertThatExceptionOfType(InvalidPortsException.class)
                .isThrownBy(() -> Ports.parse("1,".repeat(100_000)))
                .withMessageContaining("longer than");
    }

    @Test
    void shouldReadZeroAloneAsWhatStandsForIcmp() {
        assertThat(Ports.parse("0")).isEqualTo(Ports.ECHO).hasToString("0");
        assertThat(Protocol.ICMP.fault(Ports.ECHO)).isEmpty();
        assertThat(Protocol.TCP.fault(Ports.ECHO)).contains("port 0 is not within 1 to 65535");
        assertThat(Protocol.ICMP.fault(Ports.of(80))).isPresent();
        assertThat(Protocol.TCP.fault(Ports.of(80))).isEmpty();
        assertThat(Protocol.ICMP.describe(Ports.ECHO)).isEqualTo("ICMP echo");
        assertThat(Protocol.UDP.describe(Ports.of(53))).isEqualTo("udp 53");
    }
}
