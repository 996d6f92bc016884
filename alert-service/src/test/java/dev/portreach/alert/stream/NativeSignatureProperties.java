package dev.portreach.alert.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.trust.AgentKeys;
import dev.portreach.contracts.trust.EventSignature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Native code verifies here what agents sign with their JDK. */
class NativeSignatureProperties {

    private static final KeyPair KEYS = AgentKeys.generate();

    private static byte[] signedByTheJdk(byte[] value) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519", "SunEC");
        signature.initSign(KEYS.getPrivate());
        signature.update((EventType.RESULTS.name() + "\0lyon\0").getBytes(StandardCharsets.UTF_8));
        signature.update(value);
        return signature.sign();
    }

    private static boolean verifies(byte[] value, byte[] signature) {
        return EventSignature.verifies(
                KEYS.getPublic(),
                EventType.RESULTS,
                "lyon",
                value,
                Base64.getEncoder().encodeToString(signature));
    }

    @Example
    void shouldRunOnLinuxOnX86() {
        assumeThat(System.getProperty("os.name") + System.getProperty("os.arch"))
                .isEqualTo("Linuxamd64");
        assertThat(EventSignature.provider()).isEqualTo("AmazonCorrettoCryptoProvider");
    }

    @Property(tries = 50)
    void shouldAgreeWithTheJdk(@ForAll byte[] value) throws GeneralSecurityException {
        byte[] signature = signedByTheJdk(value);
        assertThat(verifies(value, signature)).isTrue();
        assertThat(EventSignature.sign(KEYS.getPrivate(), EventType.RESULTS, "lyon", value))
                .isEqualTo(Base64.getEncoder().encodeToString(signature));
    }

    @Property(tries = 100)
    void shouldRefuseWhatWasTouched(
            @ForAll byte[] value, @ForAll @IntRange(max = 63) int at, @ForAll @IntRange(min = 1, max = 255) int flip)
            throws GeneralSecurityException {
        byte[] signature = signedByTheJdk(value);
        signature[at] ^= (byte) flip;
        assertThat(verifies(value, signature)).isFalse();
    }

    @Property(tries = 64)
    void shouldRefuseASignatureOfAnotherLength(@ForAll byte[] signature) throws GeneralSecurityException {
        byte[] value = {1, 2, 3};
        assertThat(verifies(value, signature)).isEqualTo(Arrays.equals(signature, signedByTheJdk(value)));
    }
}
