package dev.portreach.probe.payload;

/** Bytes that must be in an answer. */
final class AnswerPart {

    private final int at;
    private final Template bytes;
    private final byte[] mask;

    /**
     * @param at offset from the answer's first byte; -1 for anywhere
     * @param mask bits that count, as long as {@code bytes}; null if all do
     */
    AnswerPart(int at, Template bytes, byte[] mask) {
        this.at = at;
        this.bytes = bytes;
        this.mask = mask == null ? null : mask.clone();
    }

    boolean isIn(byte[] answer, int length, byte[] id) {
        byte[] wanted = bytes.with(id);
        if (at >= 0) {
            return matches(answer, length, at, wanted);
        }
        for (int from = 0; from <= length - wanted.length; from++) {
            if (matches(answer, length, from, wanted)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(byte[] answer, int length, int from, byte[] wanted) {
        if (from + wanted.length > length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            int bits = mask == null ? 0xff : mask[i];
            if (((answer[from + i] ^ wanted[i]) & bits) != 0) {
                return false;
            }
        }
        return true;
    }
}
