package dev.portreach.probe.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portreach.contracts.policy.Protocol;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadFileTest {

    private static final String ECHO = "{'name':'echo','protocol':'udp','request':{'hex':'01{id:2}02'},"
            + "'answer':[{'at':1,'hex':'{id}'},{'text':'ok'}],'source':'here'}";

    @Test
    void shouldPutARandomIdInItsPlaceAndAwaitIt() {
        // given
        Payload payload = read(ECHO);
        // when
        Payload.Query query = payload.query(new Random(7));
        byte[] sent = query.bytes().array();
        // then
        assertThat(payload.protocol()).isEqualTo(Protocol.UDP);
        assertThat(sent).hasSize(4).startsWith(1).endsWith(2);
        assertThat(query.isAnsweredBy(received(0, sent[1], sent[2], 'x', 'o', 'k')))
                .isTrue();
        assertThat(query.isAnsweredBy(received(0, sent[1] + 1, sent[2], 'x', 'o', 'k')))
                .isFalse();
        assertThat(query.isAnsweredBy(received(0, sent[1], sent[2], 'o'))).isFalse();
        assertThat(query.isAnsweredBy(received())).isFalse();
    }

    @Test
    void shouldCompareMaskedBitsAlone() {
        Payload.Query query = read("{'name':'a','protocol':'udp','request':{'text':'x'},"
                        + "'answer':[{'at':0,'hex':'84','mask':'87'}],'source':'here'}")
                .query(new Random());
        assertThat(query.isAnsweredBy(received(0x84))).isTrue();
        assertThat(query.isAnsweredBy(received(0xfc))).isTrue();
        assertThat(query.isAnsweredBy(received(0x04))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                             | not JSON: ",
                "null                                          | not a JSON object",
                "[]                                            | Cannot deserialize",
                "{'nam':'a'}                                   | field nam: Unrecognized field",
                "{'name':'A b'}                                | field name: must match",
                "{'name':'a','protocol':'sctp'}                | field protocol: Cannot deserialize",
                "{'name':'a'}                                  | field protocol: must be udp or tcp",
                "{'name':'a','protocol':'unrecognised'}        | field protocol: must be udp or tcp",
                "{'name':'a','protocol':'udp'}                 | field request: is missing",
                "{'name':'a','protocol':'udp','request':{'text':'x'}} | field source: is missing",
                "{'name':'a','protocol':'udp','source':'s','request':{}} | field request: needs either hex or text",
                "{'name':'a','protocol':'udp','source':'s','request':{'text':''}} | field request: has 0 bytes",
                "{'name':'a','protocol':'udp','source':'s','request':{'hex':'0'}} | field request: not pairs of hex",
                "{'name':'a','protocol':'udp','source':'s','request':{'hex':'{id:0}'}} | field request: the transaction",
                "{'name':'a','protocol':'udp','source':'s','request':{'hex':'{id}'}} | field request: the transaction",
                "{'name':'a','protocol':'udp','source':'s','request':{'hex':'{id:2}{id:2}'}} | field request: not pairs",
                "{'name':'a','protocol':'udp','source':'s','request':{'hex':1.5,'tex':2}} | field request.tex: Unrec",
                "{'name':'a','protocol':'udp','source':'s','request':{'text':'x'},'answer':[{'at':-1,'text':'x'}]}"
                        + " | field answer[0].at: is out of range",
                "{'name':'a','protocol':'udp','source':'s','request':{'text':'x'},'answer':[{'at':'x','text':'x'}]}"
                        + " | field answer[0].at: Cannot deserialize",
                "{'name':'a','protocol':'udp','source':'s','request':{'text':'x'},'answer':[null]}"
                        + " | field answer[0]: is null",
                "{'name':'a','protocol':'udp','source':'s','request':{'text':'x'},'answer':[{'hex':'01','mask':'0102'}]}"
                        + " | field answer[0].mask: is not as long",
                "{'name':'a','protocol':'udp','source':'s','request':{'text':'x'},'answer':[{'hex':'{id}'}]}"
                        + " | field answer[0]: the transaction",
            })
    void shouldNameTheFieldThatIsWrong(String json, String reason) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(BadPayloadException.class)
                .hasMessageStartingWith(reason);
    }

    @Property
    void shouldReadWhatItWrote(@ForAll byte[] bytes) {
        Template template = Template.parse(HexFormat.ofDelimiter(" ").formatHex(bytes), 0);
        assertThat(template.with(new byte[0])).isEqualTo(bytes);
    }

    static Payload read(String json) {
        return PayloadFile.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    static ByteBuffer received(int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(Payload.MAX_ANSWER);
        for (int value : bytes) {
            buffer.put((byte) value);
        }
        return buffer;
    }
}
