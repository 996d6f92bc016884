package dev.portreach.probe.responder;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HexFormat;

/**
 * What challenge and answer have in common: four bytes that say which of them it is, the version, the length of the
 * whole; then the fields, an Ed25519 signature (RFC 8032) over all before it, and zeros up to the length. The first byte
 * is no ASCII, so that a signature over a frame is never one over an event.
 */
final class Frame {

    /** Holds a challenge as well as an answer, so that an answer is never longer than what it answers. */
    static final int MIN_LENGTH = 128;

    /** Fits into one packet of an Ethernet (1,500 bytes) with IPv6 and TCP options, or just not into a narrower path. */
    static final int MAX_LENGTH = 1_400;

    /** Up to here the length is known. */
    static final int HEADER = 7;

    static final int NONCE_BYTES = 16;
    private static final byte VERSION = 1;
    private static final int SIGNATURE = 64;
    private static final String ALGORITHM = "Ed25519";

    private Frame() {}

    static ByteBuffer begin(int magic, int length) {
        return ByteBuffer.allocate(length).putInt(magic).put(VERSION).putShort((short) length);
    }

    static void putHex(ByteBuffer frame, String hex) {
        frame.put(HexFormat.of().parseHex(hex));
    }

    static String getHex(ByteBuffer frame, int bytes) {
        byte[] read = new byte[bytes];
        frame.get(read);
        return HexFormat.of().formatHex(read);
    }

    /** Signs what has been put. */
    static byte[] sign(ByteBuffer frame, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(frame.duplicate().flip());
            frame.put(signature.sign());
            byte[] whole = new byte[frame.capacity()];
            frame.clear().get(whole);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with this key", e);
        }
    }

    /** Whether the signature after {@code signed} bytes is the key's. */
    static boolean verifies(byte[] frame, int signed, PublicKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(frame, 0, signed);
            return signature.verify(frame, signed, SIGNATURE);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * The length that the header claims; 0 if it is not the header of such a frame.
     *
     * @param frame at least {@link #HEADER} bytes from its start
     */
    static int length(ByteBuffer frame, int magic) {
        int length = Short.toUnsignedInt(frame.getShort(5));
        boolean fits =
                frame.getInt(0) == magic && frame.get(4) == VERSION && length >= MIN_LENGTH && length <= MAX_LENGTH;
        return fits ? length : 0;
    }

    /** Whether the array is exactly one frame of that kind. */
    static boolean isWhole(byte[] frame, int magic) {
        return frame.length >= HEADER && length(ByteBuffer.wrap(frame), magic) == frame.length;
    }
}
