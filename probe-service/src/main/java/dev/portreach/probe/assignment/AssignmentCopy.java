package dev.portreach.probe.assignment;

import dev.portreach.contracts.assignment.Assignment;
import dev.portreach.contracts.event.EventCodec;
import dev.portreach.contracts.event.EventType;
import dev.portreach.contracts.event.UnreadableEventException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The assignment on disk, so that an agent works from its start on, with Kafka out of reach. */
public final class AssignmentCopy {

    private static final Logger LOG = LoggerFactory.getLogger(AssignmentCopy.class);

    private final Path file;
    private final EventCodec<Assignment> codec = new EventCodec<>(EventType.ASSIGNMENT);

    public AssignmentCopy(Path stateDir) {
        this.file = stateDir.resolve("assignment.json");
    }

    /** What was kept; empty if there is nothing, or nothing readable. */
    public Optional<Assignment> load() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.read(Files.readAllBytes(file)));
        } catch (IOException | UnreadableEventException e) {
            LOG.warn("{} cannot be read, waiting for Kafka to send the assignment: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** Replaces the copy at once or not at all, even when the machine loses power. */
    public void save(Assignment assignment) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(codec.write(assignment));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true); // the rename itself
        }
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
