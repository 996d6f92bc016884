package dev.portreach.alert.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** A file of keys that only its owner reads. */
final class KeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int KEY_BYTES = 32;

    private KeyFile() {}

    /** Reads it. */
    static Keyring read(Path file) {
        try {
            return Keyring.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes it with a random key, unless another process just did. */
    static void create(Path file) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        String text = "# Opens the secrets of alert-service's channels. Keep a copy apart from the database's.%n%s%n"
                .formatted(Base64.getEncoder().encodeToString(key));
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Path draft =
                    Files.createTempFile(directory, "key", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(draft, text, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
            try {
                Files.createLink(file, draft); // whole or not at all, and never over another
            } finally {
                Files.delete(draft);
            }
        } catch (FileAlreadyExistsException e) {
            // another process was quicker: its key holds
        } catch (IOException e) {
            throw new UncheckedIOException("no key for secrets can be written to " + file, e);
        }
    }
}
