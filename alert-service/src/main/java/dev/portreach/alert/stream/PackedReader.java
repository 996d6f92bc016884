package dev.portreach.alert.stream;

import dev.portreach.contracts.port.PortRange;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.ByteUtils;

/** Reads what {@link PackedWriter} wrote. What is no such thing makes some RuntimeException. */
final class PackedReader {

    private final ByteBuffer in;

    /** @param format with which the value has to begin */
    PackedReader(byte[] bytes, int format) {
        in = ByteBuffer.wrap(bytes);
        long found = number();
        if (found != format) {
            throw new IllegalStateException("a stored value has format %d; %d is known".formatted(found, format));
        }
    }

    /** Values written before there was a packed form are JSON objects. */
    static boolean isJson(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == '{';
    }

    long number() {
        return ByteUtils.readVarlong(in);
    }

    int size() {
        return Math.toIntExact(number());
    }

    String text() {
        int length = size();
        if (length < 0) {
            return null;
        }
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        String name = text();
        return name == null ? null : Enum.valueOf(type, name);
    }

    boolean flag() {
        return number() != 0;
    }

    <T> T optional(Supplier<T> reader) {
        return flag() ? reader.get() : null;
    }

    Instant instant() {
        return optional(() -> Instant.ofEpochSecond(number(), number()));
    }

    <T> List<T> all(Supplier<T> reader) {
        int size = size();
        List<T> items = new ArrayList<>(Math.min(size, in.remaining()));
        for (int i = 0; i < size; i++) {
            items.add(reader.get());
        }
        return items;
    }

    Ports ports() {
        return optional(() -> new Ports(all(this::range)));
    }

    private PortRange range() {
        int first = size();
        return new PortRange(first, first + size());
    }

    List<Run> runs() {
        return all(
                () -> new Run(ports(), constant(Outcome.class), constant(Proof.class), optional(this::number), text()));
    }
}
