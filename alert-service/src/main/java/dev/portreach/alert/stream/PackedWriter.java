package dev.portreach.alert.stream;

import dev.portreach.contracts.port.PortRange;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Run;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * Stored values in few bytes that are soon read: hundreds of thousands of them are before judging goes on after a crash.
 * {@link PackedReader} reads them in the same order.
 */
final class PackedWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** @param format version of what follows */
    PackedWriter(int format) {
        number(format);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Small numbers take one byte, whatever their sign. */
    PackedWriter number(long number) {
        try {
            ByteUtils.writeVarlong(number, out);
        } catch (IOException e) {
            throw impossible(e);
        }
        return this;
    }

    /** May be null. */
    PackedWriter text(String text) {
        if (text == null) {
            return number(-1);
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        bytes.writeBytes(encoded);
        return this;
    }

    /** By its name, as constants may be added in between; may be null. */
    PackedWriter constant(Enum<?> constant) {
        return text(constant == null ? null : constant.name());
    }

    PackedWriter flag(boolean flag) {
        return number(flag ? 1 : 0);
    }

    /** May be null, which {@code writer} does not see. */
    <T> PackedWriter optional(T optional, Consumer<T> writer) {
        flag(optional != null);
        if (optional != null) {
            writer.accept(optional);
        }
        return this;
    }

    PackedWriter instant(Instant instant) {
        return optional(instant, value -> number(value.getEpochSecond()).number(value.getNano()));
    }

    <T> PackedWriter all(Collection<T> items, Consumer<T> writer) {
        number(items.size());
        items.forEach(writer);
        return this;
    }

    /** May be null. */
    PackedWriter ports(Ports ports) {
        return optional(ports, value -> all(value.ranges(), this::range));
    }

    private void range(PortRange range) {
        number(range.first()).number(range.last() - range.first());
    }

    PackedWriter runs(Collection<Run> runs) {
        return all(runs, run -> ports(run.ports())
                .constant(run.outcome())
                .constant(run.proof())
                .optional(run.rttMicros(), this::number)
                .text(run.detail()));
    }

    private static UncheckedIOException impossible(IOException e) {
        return new UncheckedIOException("memory cannot be written", e);
    }
}
