package dev.portreach.probe.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * Batches by key as bytes: version, CRC-32 of what follows, lengths, signatures as they are, the rest deflated (RFC 1951 in
 * RFC 1950). What batches of one agent have in common, names above all, is in a block but once.
 */
final class Block {

    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int BESIDE_VALUE = 160; // key, id, time, lengths, signature
    private static final int BUFFER = 8_192;
    private static final int MAX_PLAIN =
            64 << 20; // far above what is ever put together; bounds what a damaged length asks

    private Block() {}

    /** @param packed whether it is worth the time to make it small */
    static byte[] toBytes(NavigableMap<Long, SpooledBatch> batches, boolean packed) {
        int size = sizeOf(batches);
        ByteArrayOutputStream plain = new ByteArrayOutputStream(size); // what grows is copied again and again
        ByteArrayOutputStream whole = new ByteArrayOutputStream(packed ? size / 4 : size);
        try (DataOutputStream plainOut = new DataOutputStream(plain);
                DataOutputStream out = new DataOutputStream(whole)) {
            out.write(new byte[HEADER]);
            out.writeInt(batches.size());
            for (Map.Entry<Long, SpooledBatch> entry : batches.entrySet()) {
                entry.getValue().writeSignature(out);
                plainOut.writeLong(entry.getKey());
                entry.getValue().write(plainOut);
            }
            out.writeInt(plain.size());
            deflate(plain, packed ? Deflater.DEFAULT_COMPRESSION : Deflater.NO_COMPRESSION, out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        byte[] bytes = whole.toByteArray();
        ByteBuffer.wrap(bytes).put(VERSION).putInt(checksum(bytes, HEADER));
        return bytes;
    }

    /** At least about as many bytes as the batches come to. */
    private static int sizeOf(NavigableMap<Long, SpooledBatch> batches) {
        int size = 0;
        for (SpooledBatch batch : batches.values()) {
            size += batch.value().length + BESIDE_VALUE;
        }
        return size;
    }

    /** @throws IllegalArgumentException if these are not the bytes of a block, whole, that this version can read */
    static NavigableMap<Long, SpooledBatch> fromBytes(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != VERSION) {
            throw new IllegalArgumentException("not a block of spool format %d".formatted(VERSION));
        }
        if (ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt() != checksum(bytes, HEADER)) {
            throw new IllegalArgumentException("a block whose bytes have changed");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, HEADER, bytes.length - HEADER))) {
            String[] signatures = new String[checked(in.readInt(), in.available())];
            for (int i = 0; i < signatures.length; i++) {
                signatures[i] = SpooledBatch.readSignature(in);
            }
            byte[] plain = new byte[checked(in.readInt(), MAX_PLAIN)];
            inflate(bytes, bytes.length - in.available(), plain);
            return batches(plain, signatures);
        } catch (IOException | DataFormatException e) {
            throw new IllegalArgumentException("not a whole block", e);
        }
    }

    private static NavigableMap<Long, SpooledBatch> batches(byte[] plain, String[] signatures) throws IOException {
        NavigableMap<Long, SpooledBatch> batches = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
            for (String signature : signatures) {
                long key = in.readLong();
                batches.put(key, SpooledBatch.read(in, signature));
            }
        }
        return batches;
    }

    private static int checked(int length, int most) {
        if (length < 0 || length > most) {
            throw new IllegalArgumentException("a block with a length of %d".formatted(length));
        }
        return length;
    }

    private static int checksum(byte[] bytes, int from) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, bytes.length - from);
        return (int) crc.getValue();
    }

    private static void deflate(ByteArrayOutputStream plain, int level, OutputStream into) throws IOException {
        Deflater deflater = new Deflater(level);
        try {
            DeflaterOutputStream out = new DeflaterOutputStream(into, deflater, BUFFER);
            plain.writeTo(out);
            out.finish();
        } finally {
            deflater.end();
        }
    }

    private static void inflate(byte[] block, int from, byte[] into) throws DataFormatException, IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(block, from, block.length - from);
            int done = 0;
            while (done < into.length) {
                int more = inflater.inflate(into, done, into.length - done);
                if (more == 0) {
                    throw new IOException("%d bytes where %d should be".formatted(done, into.length));
                }
                done += more;
            }
        } finally {
            inflater.end();
        }
    }
}
