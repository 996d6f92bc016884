package dev.portreach.probe.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.policy.Protocol;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadsTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void shouldKnowDns() {
        // given
        Payload.Query query = query("dns");
        String sent = HEX.formatHex(query.bytes().array());
        // then header, one question, root, SOA, IN (RFC 1035, 4.1)
        assertThat(sent.substring(4)).isEqualTo("01000001000000000000" + "00" + "0006" + "0001");
        assertThat(query.isAnsweredBy(received(sent.substring(0, 4) + "8185"))).isTrue();
        assertThat(query.isAnsweredBy(received(sent)))
                .as("an echo is no answer")
                .isFalse();
    }

    @Test
    void shouldKnowNtp() {
        // given
        Payload.Query query = query("ntp");
        String sent = HEX.formatHex(query.bytes().array());
        // then version 4 and client mode, the transmit timestamp last (RFC 5905, 7.3)
        assertThat(sent).hasSize(96).startsWith("23000000");
        String answer = "24" + "00".repeat(23) + sent.substring(80) + "00".repeat(16);
        assertThat(query.isAnsweredBy(received(answer))).isTrue();
        assertThat(query.isAnsweredBy(received(sent))).isFalse();
    }

    @Test
    void shouldKnowSnmp() {
        // given
        Payload.Query query = query("snmp");
        byte[] sent = query.bytes().array();
        // then a sequence whose lengths fit, with the community in it (RFC 3416, X.690)
        assertThat(sent[1]).isEqualTo((byte) (sent.length - 2));
        assertThat(sent[14]).isEqualTo((byte) (sent.length - 15));
        assertThat(new String(sent, 7, 6, StandardCharsets.US_ASCII)).isEqualTo("public");
        String id = HEX.formatHex(sent, 15, 21);
        assertThat(query.isAnsweredBy(received("3082002e020101" + "04067075626c6963" + "a282001d" + id + "020100")))
                .isTrue();
        assertThat(query.isAnsweredBy(received("3082002e020101" + "04067075626c6963" + "a282001d" + "020455aa")))
                .isFalse();
    }

    @Test
    void shouldKnowRtsp() {
        // given
        Payload payload = Payloads.builtIn().find("rtsp").orElseThrow();
        Payload.Query query = payload.query(new Random());
        // then
        assertThat(payload.protocol()).isEqualTo(Protocol.TCP);
        assertThat(new String(query.bytes().array(), StandardCharsets.US_ASCII))
                .startsWith("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n")
                .endsWith("\r\n\r\n");
        assertThat(query.isAnsweredBy(text("RTSP/1.0 200 OK\r\n"))).isTrue();
        assertThat(query.isAnsweredBy(text("HTTP/1.1 400 Bad Request\r\n"))).isFalse();
        assertThat(query.isAnsweredBy(text("RTS"))).isFalse();
    }

    @Test
    void shouldUseGoodFilesBesideBadOnes(@TempDir Path directory) throws Exception {
        // given an own file, one over a built-in, a broken one, a second of the same name, and one that is too large
        write(directory, "a.json", "{'name':'own','protocol':'tcp','request':{'text':'hi'},'source':'here'}");
        write(directory, "b.json", "{'name':'snmp','protocol':'udp','request':{'hex':'3000'},'source':'here'}");
        write(directory, "c.json", "{'name':'broken','protocol':'udp'}");
        write(directory, "d.json", "{'name':'own','protocol':'udp','request':{'text':'no'},'source':'here'}");
        write(directory, "e.json", " ".repeat(20_000));
        // when
        Payloads payloads = Payloads.withFilesOf(directory);
        // then
        assertThat(payloads).hasToString("dns, ntp, own, rtsp, snmp");
        assertThat(payloads.find("own").orElseThrow().protocol()).isEqualTo(Protocol.TCP);
        assertThat(payloads.find("snmp")
                        .orElseThrow()
                        .query(new Random())
                        .bytes()
                        .remaining())
                .isEqualTo(2);
    }

    @Test
    void shouldKeepTheBuiltInWhereTheDirectoryIsNotThere(@TempDir Path directory) {
        assertThat(Payloads.withFilesOf(directory.resolve("absent"))).hasToString("dns, ntp, rtsp, snmp");
    }

    private static Payload.Query query(String name) {
        return Payloads.builtIn().find(name).orElseThrow().query(new Random(7));
    }

    private static ByteBuffer received(String hex) {
        byte[] bytes = HEX.parseHex(hex);
        return ByteBuffer.allocate(Payload.MAX_ANSWER).put(bytes);
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.allocate(Payload.MAX_ANSWER).put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(Path directory, String name, String json) throws Exception {
        Files.writeString(directory.resolve(name), json.replace('\'', '"'));
    }
}
