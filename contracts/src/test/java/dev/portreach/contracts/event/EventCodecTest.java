package dev.portreach.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.ResultBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private final EventCodec<ResultBatch> codec = new EventCodec<>(EventType.RESULTS);
    private final Headers headers = codec.headers("e1/1", "/agents/lyon/lyon-1", Instant.EPOCH);

    @Test
    void shouldIgnoreFieldsAndMarkEnumValuesOfNewerVersions() {
        // given
        String newer =
                """
                {"agent":"a","site":"s","epoch":"e","seq":1,"revision":1,"mood":"good","observations":[
                  {"check":"c","at":5,"runs":[{"ports":"80","outcome":"teleported","proof":"strong"}]}]}
                """;

        // when
        ResultBatch batch = codec.read(newer.getBytes(StandardCharsets.UTF_8), headers);

        // then
        Observation observation = batch.observations().get(0);
        assertThat(observation.runs().get(0).outcome()).isEqualTo(Outcome.UNRECOGNISED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "null",
                "[]",
                "{}",
                "{\"agent\":\"a\",\"site\":\"s\",\"epoch\":\"e\",\"observations\":[{\"at\":1}]}",
                "{\"agent\":\"a\"} trailing",
                "{\"agent\":\"a\",\"site\":\"s\",\"epoch\":\"e\",\"observations\":[{\"check\":\"c\",\"runs\":[{\"ports\":\"70000\"}]}]}"
            })
    void shouldSayThatGarbageIsUnreadable(String value) {
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> codec.read(value.getBytes(StandardCharsets.UTF_8), headers));
    }

    @Test
    void shouldRefuseAnotherTypeAndAMissingValue() {
        Headers others = new EventCodec<>(EventType.HEARTBEAT).headers("1", "/x", Instant.EPOCH);
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> codec.read(new byte[0], others))
                .matches(e -> e.reason().equals("wrong-type"));
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> codec.read(null, headers))
                .matches(e -> e.reason().equals("empty"));
    }

    @Test
    void shouldTellWhereADeadLetterCameFrom() {
        Headers dead = DeadLetters.headers(headers, "portreach.results", 3, 17, "bad-signature", "does not verify");
        assertThat(EventCodec.text(dead, DeadLetters.REASON)).isEqualTo("bad-signature");
        assertThat(EventCodec.text(dead, DeadLetters.OFFSET)).isEqualTo("17");
        assertThat(EventCodec.text(dead, EventCodec.TYPE)).isEqualTo(EventType.RESULTS.name());
    }
}
