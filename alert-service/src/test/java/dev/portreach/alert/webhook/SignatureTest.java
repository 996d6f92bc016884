package dev.portreach.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {

    /** Made with: printf '1772359320.{"event":"opened"}' | openssl dgst -sha256 -hmac 0123456789abcdef. */
    @Test
    void shouldBeWhatOtherToolsMake() {
        assertThat(Signature.of("0123456789abcdef", Instant.parse("2026-03-01T10:02:00Z"), "{\"event\":\"opened\"}"))
                .isEqualTo("v1=6bee5422f44d897c61abd55e19ae92cacd0c91f2da421fe537fbbcdc037cc1ca");
    }
}
