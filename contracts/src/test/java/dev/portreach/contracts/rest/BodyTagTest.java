package dev.portreach.contracts.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodyTagTest {

    private static byte[] body(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldDifferWithTheBodyAndWithTheVersion() {
        assertThat(BodyTag.of(null, body("a"))).isEqualTo(BodyTag.of(null, body("a")));
        assertThat(BodyTag.of(null, body("a"))).isNotEqualTo(BodyTag.of(null, body("b")));
        assertThat(BodyTag.of("1-x", body("a"))).isNotEqualTo(BodyTag.of("2-x", body("a")));
    }

    @Test
    void shouldGiveBackTheVersion() {
        String tag = BodyTag.of("7-abc", body("a"));

        assertThat(BodyTag.version(tag)).isEqualTo("7-abc");
        assertThat(BodyTag.version('"' + tag + '"')).isEqualTo("\"7-abc\"");
        assertThat(BodyTag.version("\"7-abc\"")).isEqualTo("\"7-abc\"");
        assertThat(BodyTag.version("*")).isEqualTo("*");
        assertThat(BodyTag.version("W/" + '"' + tag + '"')).isEqualTo("W/\"7-abc\"");
    }

    @Test
    void shouldBeWhatAnEntityTagMayHold() {
        assertThat(BodyTag.of("1-k", body("\"quoted\", and more"))).matches("[A-Za-z0-9_.-]+");
    }
}
