package dev.portreach.standalone.install;

import dev.portreach.standalone.LauncherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Everything that one installation keeps: the broker's log, the database, agents' state, logs and secrets. One launcher
 * at a time: it holds the lock for as long as it lives, and the kernel releases it however the launcher ends.
 */
public final class DataDirectory implements AutoCloseable {

    private static final int SECRET_BYTES = 24;

    private final Path root;
    private final FileChannel lockChannel;

    private DataDirectory(Path root, FileChannel lockChannel) {
        this.root = root;
        this.lockChannel = lockChannel;
    }

    /**
     * Makes the directory if it is missing, readable by its owner alone, and locks it.
     *
     * @throws LauncherException if another launcher runs on it, or it cannot be made
     */
    public static DataDirectory open(Path wanted) {
        Path root = wanted.toAbsolutePath().normalize();
        try {
            OwnerOnly.directory(root);
            FileChannel channel = FileChannel.open(
                    lockFile(root), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    throw inUse(root);
                }
            } catch (OverlappingFileLockException e) {
                channel.close();
                throw inUse(root);
            } catch (LauncherException e) {
                channel.close();
                throw e;
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(root, channel);
        } catch (IOException e) {
            throw new LauncherException(
                    "the data directory %s cannot be used: %s. Choose another with --data".formatted(root, e), e);
        }
    }

    private static LauncherException inUse(Path root) {
        String holder;
        try {
            holder = " (process " + Files.readString(lockFile(root)).trim() + ")";
        } catch (IOException e) {
            holder = ""; // only a courtesy
        }
        return new LauncherException(
                ("Portreach already runs on %s%s. Stop it with Ctrl-C there, or choose another directory with --data"
                                + " and other ports with --base-port.")
                        .formatted(root, holder));
    }

    private static Path lockFile(Path root) {
        return root.resolve("launcher.lock");
    }

    public Path root() {
        return root;
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    /** Process ids of children, so that a later start can stop what a killed one left. */
    public Path run() {
        return root.resolve("run");
    }

    public Path logs() {
        return root.resolve("log");
    }

    public Path distributions() {
        return root.resolve("dist");
    }

    public Path classArchives(String buildId) {
        return root.resolve("cds").resolve(buildId);
    }

    /** State of a service or an agent. */
    public Path state(String name) {
        return root.resolve("state").resolve(name);
    }

    /** Where {@code portreach demo break} finds the running demo. */
    public static Path controlFile(Path root) {
        return root.toAbsolutePath().normalize().resolve("control");
    }

    /** A random word, made at its first use and kept in a file that only the owner reads. */
    public String secret(String name) {
        Path file = root.resolve(name + ".secret");
        try {
            if (Files.exists(file)) {
                return Files.readString(file).trim();
            }
            byte[] random = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(random);
            String secret = HexFormat.of().formatHex(random);
            OwnerOnly.write(file, secret);
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("the secret " + file + " can be neither read nor made", e);
        }
    }

    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
