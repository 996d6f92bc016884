package dev.portreach.probe.payload;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes with at most one place for a random transaction id, as in {@code {id:2} 0100 0001}: hexadecimal digits in pairs,
 * white space between them, and <code>{id:n}</code> for n random bytes.
 */
final class Template {

    private static final int MAX_ID = 16;
    private static final Pattern ID = Pattern.compile("\\{id(?::([0-9]{1,3}))?}");

    private final byte[] bytes;
    private final int idAt;
    private final int idLength;

    private Template(byte[] bytes, int idAt, int idLength) {
        this.bytes = bytes;
        this.idAt = idAt;
        this.idLength = idLength;
    }

    static Template of(byte[] bytes) {
        return new Template(bytes.clone(), -1, 0);
    }

    /**
     * @param knownId length of the id that <code>{id}</code> without a number stands for; 0 if there is none
     * @throws IllegalArgumentException saying what is wrong
     */
    static Template parse(String text, int knownId) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Matcher id = ID.matcher(text);
        if (!id.find()) {
            out.writeBytes(hex(text));
            return new Template(out.toByteArray(), -1, 0);
        }
        int length = id.group(1) == null ? knownId : Integer.parseInt(id.group(1));
        if (length < 1 || length > MAX_ID) {
            throw new IllegalArgumentException(
                    "the transaction id must have 1 to %d bytes, as in {id:2}".formatted(MAX_ID));
        }
        out.writeBytes(hex(text.substring(0, id.start())));
        int at = out.size();
        out.writeBytes(new byte[length]);
        out.writeBytes(hex(text.substring(id.end()))); // a second {id} is no hexadecimal digit
        return new Template(out.toByteArray(), at, length);
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not pairs of hexadecimal digits with at most one {id:n}", e);
        }
    }

    int length() {
        return bytes.length;
    }

    int idLength() {
        return idLength;
    }

    /** The bytes with this id in its place. */
    byte[] with(byte[] id) {
        byte[] filled = Arrays.copyOf(bytes, bytes.length);
        if (idAt >= 0) {
            System.arraycopy(id, 0, filled, idAt, idLength);
        }
        return filled;
    }
}
