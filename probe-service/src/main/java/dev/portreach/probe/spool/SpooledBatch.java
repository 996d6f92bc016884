package dev.portreach.probe.spool;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/**
 * A batch as it goes to the broker: sent again, it is the same to the byte.
 *
 * @param id of the event, the same whenever it is sent
 * @param time when the batch was made
 * @param signature Base64; empty where it is to be signed when it is sent
 * @param value the event's bytes, over which the signature is
 */
@SuppressWarnings("ArrayRecordComponent") // passed through, never compared
public record SpooledBatch(String id, Instant time, String signature, byte[] value) {

    public boolean isSigned() {
        return !signature.isEmpty();
    }

    /** Signatures cannot be compressed and are written aside: {@link #writeSignature}. */
    void write(DataOutputStream out) throws IOException {
        out.writeUTF(id);
        out.writeLong(time.toEpochMilli());
        out.writeInt(value.length);
        out.write(value);
    }

    void writeSignature(DataOutputStream out) throws IOException {
        byte[] raw = Base64.getDecoder().decode(signature);
        out.writeShort(raw.length);
        out.write(raw);
    }

    static String readSignature(DataInputStream in) throws IOException {
        byte[] raw = new byte[in.readUnsignedShort()];
        in.readFully(raw);
        return Base64.getEncoder().encodeToString(raw);
    }

    /** @throws IllegalArgumentException if the value is said to be longer than what is left */
    static SpooledBatch read(DataInputStream in, String signature) throws IOException {
        String id = in.readUTF();
        Instant time = Instant.ofEpochMilli(in.readLong());
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IllegalArgumentException("a batch of %d bytes where %d are".formatted(length, in.available()));
        }
        byte[] value = new byte[length];
        in.readFully(value);
        return new SpooledBatch(id, time, signature, value);
    }
}
