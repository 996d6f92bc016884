package dev.portreach.probe.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * A batch as it goes to the broker, encoded and signed: sent again, it is the same to the byte.
 *
 * @param id of the event, the same whenever it is sent
 * @param time when the batch was made
 * @param signature Base64
 * @param value the event's bytes, over which the signature is
 */
@SuppressWarnings("ArrayRecordComponent") // passed through, never compared
public record SpooledBatch(String id, Instant time, String signature, byte[] value) {

    private static final int VERSION = 1;

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length + 192);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(id);
            out.writeLong(time.toEpochMilli());
            out.writeUTF(signature);
            out.writeInt(value.length);
            out.write(value);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if these are not the bytes of a batch that this version can read */
    static SpooledBatch fromBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("batch of spool format %d".formatted(version));
            }
            String id = in.readUTF();
            Instant time = Instant.ofEpochMilli(in.readLong());
            String signature = in.readUTF();
            byte[] value = in.readNBytes(in.readInt());
            return new SpooledBatch(id, time, signature, value);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a whole batch", e);
        }
    }
}
