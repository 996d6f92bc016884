package dev.portreach.probe.responder;

import dev.portreach.probe.identity.AgentIdentity;
import dev.portreach.probe.identity.Peer;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which bytes are answered: those of a challenge by a known agent, to this very port, made within the last minute
 * and not seen before. Cheap looks come first, the signature last. Confined to one thread; times are given.
 */
final class Gatekeeper {

    /** How far a challenge's time may be off, either way: clocks at sites are corrected to far less. */
    static final long WINDOW_MILLIS = 60_000;

    private static final int MAX_NONCES = 65_536;

    private final AgentIdentity identity;
    private final String fingerprint;
    private final NonceCache nonces = new NonceCache(MAX_NONCES);
    private final VerifyBudget budget;

    /** @param now steady time in milliseconds */
    Gatekeeper(AgentIdentity identity, long now) {
        this.identity = identity;
        this.fingerprint = identity.asPeer().fingerprint();
        this.budget = new VerifyBudget(now);
    }

    /**
     * The answer, as long as the challenge; empty for anything but a valid one.
     *
     * @param challengers whom to answer, by fingerprint
     * @param port the local port it came to
     * @param now steady time in milliseconds, never less than before
     * @param at event time that goes with it
     */
    Optional<byte[]> answer(
            byte[] frame, InetSocketAddress source, Map<String, Peer> challengers, int port, long now, long at) {
        Challenge challenge = Challenge.read(frame).orElse(null);
        if (challenge == null
                || challenge.port() != port
                || !isTimely(challenge.at(), at)
                || nonces.contains(challenge.nonce())) {
            return Optional.empty();
        }
        Peer challenger = challengers.get(challenge.challenger());
        if (challenger == null
                || !budget.tryTake(source.getAddress(), now)
                || !Challenge.verifies(frame, challenger.key())
                || !nonces.add(challenge.nonce(), now, 2 * WINDOW_MILLIS)) {
            return Optional.empty();
        }
        return Optional.of(
                new Answer(fingerprint, challenge.nonce(), port, source).sign(identity.privateKey(), frame.length));
    }

    /** Written so that no claimed time, however wild, overflows. */
    private static boolean isTimely(long claimed, long at) {
        return claimed >= at - WINDOW_MILLIS && claimed <= at + WINDOW_MILLIS;
    }
}
