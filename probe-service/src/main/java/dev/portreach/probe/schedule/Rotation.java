package dev.portreach.probe.schedule;

import java.math.BigInteger;

/**
 * Goes round the indices 0 to size − 1, each once a round, in wide strides: a few steps already look at all parts of a
 * range.
 */
public final class Rotation {

    private static final double GOLDEN = 0.6180339887498949;

    private final int size;
    private final int stride;
    private int position;

    public Rotation(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("nothing to rotate over");
        }
        this.size = size;
        this.stride = strideFor(size);
    }

    /** The index whose turn it is. */
    public int peek() {
        return position;
    }

    public void advance() {
        position = (int) (((long) position + stride) % size);
    }

    private static int strideFor(int size) {
        int stride = Math.max(1, (int) (size * GOLDEN));
        while (BigInteger.valueOf(stride).gcd(BigInteger.valueOf(size)).intValue() != 1) {
            stride++;
        }
        return stride;
    }
}
