package dev.portreach.contracts.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.portreach.contracts.event.EventType;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import org.junit.jupiter.api.Test;

class EventSignatureTest {

    private static final byte[] VALUE = "{\"seq\":1}".getBytes(StandardCharsets.UTF_8);

    private final KeyPair keys = AgentKeys.generate();
    private final String signature = EventSignature.sign(keys.getPrivate(), EventType.RESULTS, "lyon", VALUE);

    @Test
    void shouldVerifyWithThePublicKeyAsItTravels() {
        PublicKey travelled = AgentKeys.decodePublic(AgentKeys.encode(keys.getPublic()));
        assertThat(EventSignature.verifies(travelled, EventType.RESULTS, "lyon", VALUE, signature))
                .isTrue();
    }

    @Test
    void shouldNotVerifyAnythingThatWasChanged() {
        byte[] changed = VALUE.clone();
        changed[7] = '2';
        PublicKey key = keys.getPublic();
        assertThat(EventSignature.verifies(key, EventType.RESULTS, "lyon", changed, signature))
                .isFalse();
        assertThat(EventSignature.verifies(key, EventType.RESULTS, "paris", VALUE, signature))
                .isFalse();
        assertThat(EventSignature.verifies(key, EventType.HEARTBEAT, "lyon", VALUE, signature))
                .isFalse();
        assertThat(EventSignature.verifies(
                        AgentKeys.generate().getPublic(), EventType.RESULTS, "lyon", VALUE, signature))
                .isFalse();
        assertThat(EventSignature.verifies(key, EventType.RESULTS, "lyon", VALUE, "not base64!"))
                .isFalse();
        assertThat(EventSignature.verifies(key, EventType.RESULTS, "lyon", VALUE, null))
                .isFalse();
    }

    @Test
    void shouldNotRepeatAPrivateKeyInAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentKeys.decodePrivate("c2VjcmV0"))
                .withMessageNotContaining("c2VjcmV0")
                .withNoCause();
    }

    @Test
    void shouldGuardAgainstBindingWhereOthersCanReach() {
        BindGuard.require("test", "127.0.0.1", false, false);
        BindGuard.require("test", "0.0.0.0", false, true);
        BindGuard.require("test", "10.1.2.3", true, false);
        org.assertj.core.api.Assertions.assertThatExceptionOfType(BindGuard.InsecureBindException.class)
                .isThrownBy(() -> BindGuard.require("test", "0.0.0.0", false, false))
                .withMessageContaining("--insecure");
    }
}
