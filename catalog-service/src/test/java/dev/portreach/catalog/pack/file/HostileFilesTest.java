package dev.portreach.catalog.pack.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portreach.catalog.boot.RestJson;
import dev.portreach.catalog.check.Violation;
import dev.portreach.catalog.document.DocumentException;
import dev.portreach.catalog.document.Format;
import dev.portreach.catalog.pack.Pack;
import dev.portreach.contracts.port.Ports;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileFilesTest {

    private static final ObjectMapper JSON = RestJson.strict();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: &a x | 1 | 5 | has an anchor",
                "id: *a | 1 | 5 | is an alias",
                "id: !!java.net.URL x | 1 | 5 | has a tag",
                "components: !!set {} | 1 | 13 | has a tag",
                "id: x\\nversion: 1\\nid: y | 3 | 1 | gives id twice",
                "id: x\\n---\\nid: y | 3 | 1 | is a second pack",
                "? [a]\\n: b | 1 | 3 | has a key that is not text",
                "id: \"x | 1 | 7 | is not YAML",
                "id: x\\n\\ty: z | 2 | 1 | is not YAML",
                "'' | 1 | 1 | holds no pack",
            })
    void shouldRefuseYamlWithItsPlace(String yaml, int line, int column, String reason) {
        Violation fault = fault(yaml.replace("\\n", "\n").replace("\\t", "\t").getBytes(StandardCharsets.UTF_8));

        assertThat(fault.reason()).contains(reason);
        assertThat(fault.line()).isEqualTo(line);
        assertThat(fault.column()).isEqualTo(column);
    }

    @Test
    void shouldRefuseWhatGrowsOrNests() {
        StringBuilder bomb = new StringBuilder("a: &a [lol,lol,lol,lol,lol,lol,lol,lol]\n");
        for (char c = 'b'; c <= 'z'; c++) {
            bomb.append("%1$s: &%1$s [*%2$s,*%2$s,*%2$s,*%2$s,*%2$s,*%2$s]\n".formatted(c, (char) (c - 1)));
        }
        assertThat(fault(bytes(bomb.toString())).reason()).contains("anchor");
        assertThat(fault(bytes("a: " + "[".repeat(50_000))).reason()).contains("nested deeper than 20");
        assertThat(fault(bytes("a: " + "{a: ".repeat(50_000))).reason()).contains("nested deeper than 20");
        assertThatThrownBy(() -> PackFile.read(bytes("[".repeat(100_000)), Format.JSON, JSON))
                .isInstanceOf(DocumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1, é, 1, 5, is not UTF-8", "UTF-16, x, 1, 1, is not UTF-8", "UTF-16LE, x, 1, 2, NUL"})
    void shouldRefuseOtherEncodings(String charset, String text, int line, int column, String reason) {
        byte[] bytes = ("id: " + text).getBytes(Charset.forName(charset));

        Violation fault = fault(bytes);

        assertThat(fault.reason()).contains(reason);
        assertThat(fault.line()).isEqualTo(line);
        assertThat(fault.column()).isEqualTo(column);
        assertThatThrownBy(() -> CsvPack.read(bytes, "x", 1)).hasMessageContaining(reason);
        assertThatThrownBy(() -> PackFile.read(bytes, Format.JSON, JSON)).hasMessageContaining(reason);
    }

    @Test
    void shouldTakePlainTextAsItLooks() {
        Pack pack = PackFile.read(
                        bytes(
                                """
                        \uFEFF# as people write it
                        id: own
                        version: 3
                        name: 4711
                        components:
                          - id: c
                        policies:
                          - {key: c.a, component: c, protocol: tcp, ports: 80, required: false, sinceVersion: 4.10}
                          - key: c.b
                            component: c
                            protocol: udp
                            ports: 8888-8892,9000
                            purpose: >-
                              two
                              lines
                        """),
                        Format.YAML,
                        JSON)
                .pack();

        assertThat(pack.version()).isEqualTo(3);
        assertThat(pack.name()).isEqualTo("4711");
        assertThat(pack.policies().get(0).ports()).isEqualTo(Ports.of(80));
        assertThat(pack.policies().get(0).required()).isFalse();
        assertThat(pack.policies().get(0).sinceVersion()).isEqualTo("4.10");
        assertThat(pack.policies().get(1).purpose()).isEqualTo("two lines");
    }

    private static Violation fault(byte[] yaml) {
        DocumentException refused =
                catchThrowableOfType(DocumentException.class, () -> PackFile.read(yaml, Format.YAML, JSON));
        assertThat(refused).isNotNull();
        return refused.faults().get(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
