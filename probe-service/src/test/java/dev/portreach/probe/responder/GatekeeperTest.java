package dev.portreach.probe.responder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.probe.identity.AgentIdentity;
import dev.portreach.probe.identity.Peer;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatekeeperTest {

    private static final long AT = 1_700_000_000_000L;
    private static final long NOW = 5_000;
    private static final int PORT = 20_020;
    private static final String NONCE = "00112233445566778899aabbccddeeff";
    private static final AgentIdentity CHALLENGER = Party.agent("lyon");
    private static final AgentIdentity RESPONDER = Party.agent("core");
    private static final InetSocketAddress SOURCE = new InetSocketAddress("198.51.100.7", 40_000);

    private final Gatekeeper gatekeeper = new Gatekeeper(RESPONDER, NOW);
    private final Peer known = CHALLENGER.asPeer();

    @ParameterizedTest
    @ValueSource(ints = {Frame.MIN_LENGTH, 700, Frame.MAX_LENGTH})
    void shouldAnswerAValidChallengeWithAsManyBytesAndTheSourceItSaw(int length) {
        // when
        byte[] answer = answer(challenge(AT, NONCE, PORT, length)).orElseThrow();
        // then
        assertThat(answer).hasSize(length);
        assertThat(Answer.read(answer)).contains(new Answer(RESPONDER.asPeer().fingerprint(), NONCE, PORT, SOURCE));
        assertThat(Answer.verifies(answer, RESPONDER.asPeer().key())).isTrue();
        assertThat(Answer.verifies(answer, known.key())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-60000, true", "60000, true", "-60001, false", "60001, false"})
    void shouldTakeTimesWithinAMinuteOnly(long off, boolean isAnswered) {
        assertThat(answer(challenge(AT + off, NONCE, PORT, 128)).isPresent()).isEqualTo(isAnswered);
    }

    @Test
    void shouldBeSilentToWildTimes() {
        assertThat(answer(challenge(Long.MAX_VALUE, NONCE, PORT, 128))).isEmpty();
        assertThat(answer(challenge(Long.MIN_VALUE, NONCE, PORT, 128))).isEmpty();
    }

    @Test
    void shouldBeSilentToAReplay() {
        byte[] frame = challenge(AT, NONCE, PORT, 128);
        assertThat(answer(frame)).isPresent();
        assertThat(answer(frame)).isEmpty();
    }

    @Test
    void shouldBeSilentToAChallengeForAnotherPort() {
        assertThat(answer(challenge(AT, NONCE, PORT + 1, 128))).isEmpty();
    }

    @Test
    void shouldBeSilentToAStrangerAndToOneWhoBorrowsAName() {
        // given an agent that is not among those to answer
        AgentIdentity stranger = Party.agent("lyon");
        byte[] own = new Challenge(stranger.asPeer().fingerprint(), AT, NONCE, PORT, 128).sign(stranger.privateKey());
        byte[] borrowed = new Challenge(known.fingerprint(), AT, NONCE, PORT, 128).sign(stranger.privateKey());
        // when, then
        assertThat(answer(own)).isEmpty();
        assertThat(answer(borrowed)).isEmpty();
        // and what it forged does not use up the nonce
        assertThat(answer(challenge(AT, NONCE, PORT, 128))).isPresent();
    }

    @Property(tries = 300)
    void shouldBeSilentWhenAnyBitOfWhatIsSignedIsChanged(@ForAll @IntRange(max = 113 * 8 - 1) int bit) {
        byte[] frame = challenge(AT, NONCE, PORT, 128);
        frame[bit / 8] ^= (byte) (1 << (bit % 8));
        assertThat(answer(new Gatekeeper(RESPONDER, NOW), frame)).isEmpty();
    }

    @Property(tries = 300)
    void shouldBeSilentToGarbage(@ForAll @Size(max = 1_500) byte[] garbage) {
        assertThat(answer(new Gatekeeper(RESPONDER, NOW), garbage)).isEmpty();
    }

    @Property(tries = 100)
    void shouldBeSilentToAFrameCutShort(@ForAll @IntRange(max = 127) int length) {
        assertThat(answer(Arrays.copyOf(challenge(AT, NONCE, PORT, 128), length)))
                .isEmpty();
    }

    @Test
    void shouldBeSilentToAFrameThatIsLongerThanItSays() {
        assertThat(answer(Arrays.copyOf(challenge(AT, NONCE, PORT, 128), 129))).isEmpty();
    }

    @Test
    void shouldVerifyNoMoreThanItsBudget() {
        // given a source that has had 250 signatures verified, none of them good
        byte[] forged = challenge(AT, NONCE, PORT, 128);
        forged[50] ^= 1;
        for (int i = 0; i < 250; i++) {
            assertThat(answer(forged)).isEmpty();
        }
        // when, then even a good one has to wait, but not for ever, and not elsewhere
        byte[] good = challenge(AT, NONCE, PORT, 128);
        assertThat(answer(good)).isEmpty();
        assertThat(gatekeeper.answer(
                        good,
                        new InetSocketAddress("198.51.100.8", 1),
                        Map.of(known.fingerprint(), known),
                        PORT,
                        NOW,
                        AT))
                .isPresent();
        assertThat(gatekeeper.answer(
                        challenge(AT, NONCE.replace('0', '1'), PORT, 128),
                        SOURCE,
                        Map.of(known.fingerprint(), known),
                        PORT,
                        NOW + 40,
                        AT))
                .isPresent();
    }

    @Test
    void shouldRefuseNoncesRatherThanForgetThem() {
        // given a full cache
        NonceCache nonces = new NonceCache(2);
        assertThat(nonces.add("a", 0, 100)).isTrue();
        assertThat(nonces.add("b", 50, 100)).isTrue();
        // when, then
        assertThat(nonces.add("c", 99, 100)).isFalse();
        assertThat(nonces.contains("a")).isTrue();
        assertThat(nonces.add("c", 100, 100)).isTrue();
        assertThat(nonces.contains("a")).isFalse();
    }

    private Optional<byte[]> answer(byte[] frame) {
        return answer(gatekeeper, frame);
    }

    private Optional<byte[]> answer(Gatekeeper by, byte[] frame) {
        return by.answer(frame, SOURCE, Map.of(known.fingerprint(), known), PORT, NOW, AT);
    }

    private static byte[] challenge(long at, String nonce, int port, int length) {
        return new Challenge(CHALLENGER.asPeer().fingerprint(), at, nonce, port, length).sign(CHALLENGER.privateKey());
    }
}
