package dev.portreach.alert.rollup;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Numbers in few bytes: seven bits a byte, the lowest first, the eighth says that more follow (LEB128). */
public final class Bytes {

    private byte[] bytes = new byte[256];
    private int length;

    public void put(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    public void put(byte[] all) {
        room(all.length);
        System.arraycopy(all, 0, bytes, length, all.length);
        length += all.length;
    }

    /** Eight bytes, whatever the value. */
    public void putFixed(long value) {
        room(8);
        ByteBuffer.wrap(bytes, length, 8).putLong(value);
        length += 8;
    }

    /** @param value small ones take few bytes; negative ones ten */
    public void putVar(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    public byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** @throws IllegalStateException if what was packed ends in the middle of a number, or a number does not end */
    public static long var(ByteBuffer packed) {
        try {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                byte next = packed.get();
                value |= (next & 0x7FL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalStateException("a packed number has more than ten bytes");
        } catch (BufferUnderflowException e) {
            throw new IllegalStateException("packed numbers end too early", e);
        }
    }

    private void room(int wanted) {
        if (length + wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + wanted, 2 * bytes.length));
        }
    }
}
