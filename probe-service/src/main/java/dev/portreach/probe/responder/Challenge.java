package dev.portreach.probe.responder;

import dev.portreach.probe.identity.Peer;
import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;

/**
 * What an agent sends to a port to learn whether another agent listens there.
 *
 * @param challenger fingerprint of the key that signs it
 * @param at event time in milliseconds since the epoch
 * @param nonce 16 random bytes in hex
 * @param port the port it is sent to, as the challenger sees it
 * @param length of the frame in bytes, {@link Frame#MIN_LENGTH} to {@link Frame#MAX_LENGTH}; the answer is as long
 */
record Challenge(String challenger, long at, String nonce, int port, int length) {

    static final int MAGIC = 0x89_50_52_43; // "PRC" after a byte that is no ASCII
    private static final int SIGNED =
            Frame.HEADER + Peer.FINGERPRINT_BYTES + Long.BYTES + Frame.NONCE_BYTES + Short.BYTES;

    byte[] sign(PrivateKey key) {
        ByteBuffer frame = Frame.begin(MAGIC, length);
        Frame.putHex(frame, challenger);
        frame.putLong(at);
        Frame.putHex(frame, nonce);
        frame.putShort((short) port);
        return Frame.sign(frame, key);
    }

    /** Reads a frame without believing it; empty if it is none. */
    static Optional<Challenge> read(byte[] bytes) {
        if (!Frame.isWhole(bytes, MAGIC)) {
            return Optional.empty();
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes).position(Frame.HEADER);
        return Optional.of(new Challenge(
                Frame.getHex(frame, Peer.FINGERPRINT_BYTES),
                frame.getLong(),
                Frame.getHex(frame, Frame.NONCE_BYTES),
                Short.toUnsignedInt(frame.getShort()),
                bytes.length));
    }

    static boolean verifies(byte[] frame, PublicKey key) {
        return Frame.verifies(frame, SIGNED, key);
    }
}
