package dev.portreach.probe.responder;

import dev.portreach.probe.identity.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;

/**
 * What the responder says to a valid challenge.
 *
 * @param responder fingerprint of the key that signs it
 * @param nonce of the challenge
 * @param port the port that was reached
 * @param source where the challenge came from, as the responder saw it: another address than the challenger's own where
 *     a device translates
 */
record Answer(String responder, String nonce, int port, InetSocketAddress source) {

    private static final int MAGIC = 0x89_50_52_41; // "PRA" after a byte that is no ASCII
    private static final int ADDRESS_BYTES = 16;
    private static final int SIGNED =
            Frame.HEADER + Peer.FINGERPRINT_BYTES + Frame.NONCE_BYTES + Short.BYTES + 1 + ADDRESS_BYTES + Short.BYTES;

    /** @param length of the frame in bytes, that of the challenge */
    byte[] sign(PrivateKey key, int length) {
        byte[] address = source.getAddress().getAddress();
        ByteBuffer frame = Frame.begin(MAGIC, length);
        Frame.putHex(frame, responder);
        Frame.putHex(frame, nonce);
        frame.putShort((short) port);
        frame.put((byte) address.length);
        frame.put(address).put(new byte[ADDRESS_BYTES - address.length]);
        frame.putShort((short) source.getPort());
        return Frame.sign(frame, key);
    }

    /** Reads a frame without believing it; empty if it is none. */
    static Optional<Answer> read(byte[] bytes) {
        if (!Frame.isWhole(bytes, MAGIC)) {
            return Optional.empty();
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes).position(Frame.HEADER);
        String responder = Frame.getHex(frame, Peer.FINGERPRINT_BYTES);
        String nonce = Frame.getHex(frame, Frame.NONCE_BYTES);
        int port = Short.toUnsignedInt(frame.getShort());
        int addressLength = frame.get();
        if (addressLength != 4 && addressLength != ADDRESS_BYTES) {
            return Optional.empty();
        }
        byte[] address = new byte[addressLength];
        frame.get(address).position(SIGNED - Short.BYTES);
        int sourcePort = Short.toUnsignedInt(frame.getShort());
        try {
            InetSocketAddress source = new InetSocketAddress(InetAddress.getByAddress(address), sourcePort);
            return Optional.of(new Answer(responder, nonce, port, source));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("addresses of 4 and of 16 bytes are known to every JDK", e);
        }
    }

    static boolean verifies(byte[] frame, PublicKey key) {
        return Frame.verifies(frame, SIGNED, key);
    }
}
