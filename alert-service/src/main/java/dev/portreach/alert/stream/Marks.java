package dev.portreach.alert.stream;

import dev.portreach.alert.detection.AgentMark;
import dev.portreach.alert.detection.SeenBatches;
import dev.portreach.alert.detection.SeenBatches.Epoch;
import dev.portreach.alert.detection.SeenBatches.Interval;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Marks of agents as stored: binary, as one is written with every batch. */
final class Marks {

    private static final int FORMAT = 1;

    private Marks() {}

    static byte[] write(AgentMark mark) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(mark.agent());
            out.writeLong(mark.watermark());
            out.writeLong(mark.intervalMillis());
            out.writeInt(mark.seen().epochs().size());
            for (Epoch epoch : mark.seen().epochs()) {
                out.writeUTF(epoch.id());
                out.writeInt(epoch.intervals().size());
                for (Interval interval : epoch.intervals()) {
                    out.writeLong(interval.first());
                    out.writeLong(interval.last());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a mark cannot be written", e);
        }
        return bytes.toByteArray();
    }

    static AgentMark read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IOException("format %d is not known".formatted(format));
            }
            String agent = in.readUTF();
            long watermark = in.readLong();
            long intervalMillis = in.readLong();
            List<Epoch> epochs = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                String id = in.readUTF();
                List<Interval> intervals = new ArrayList<>();
                for (int more = in.readInt(); more > 0; more--) {
                    intervals.add(new Interval(in.readLong(), in.readLong()));
                }
                epochs.add(new Epoch(id, intervals));
            }
            return new AgentMark(agent, new SeenBatches(epochs), watermark, intervalMillis);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored mark cannot be read", e);
        }
    }
}
