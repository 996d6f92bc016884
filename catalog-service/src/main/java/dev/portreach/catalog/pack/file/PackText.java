package dev.portreach.catalog.pack.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The characters of a file, which must be UTF-8: a guess at another encoding would store wrong text in silence. */
final class PackText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private PackText() {}

    /**
     * The text without its byte order mark.
     *
     * @throws UnreadablePackException naming the place of the first byte that is not UTF-8, or of a NUL
     */
    static String of(byte[] bytes) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer read = CharBuffer.allocate(bytes.length);
        CoderResult end = utf8.decode(ByteBuffer.wrap(bytes), read, true);
        String text = read.flip().toString();
        if (end.isError()) {
            throw fault(text, "is not UTF-8 from here on: save it as UTF-8");
        }
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw fault(text.substring(0, nul), "holds a NUL: is it text in UTF-8?");
        }
        return text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
    }

    private static UnreadablePackException fault(String before, String reason) {
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new UnreadablePackException(line, before.length() - before.lastIndexOf('\n'), reason);
    }
}
