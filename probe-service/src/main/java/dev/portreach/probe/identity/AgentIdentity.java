package dev.portreach.probe.identity;

import dev.portreach.contracts.assignment.AssignedAgent;
import dev.portreach.contracts.trust.AgentKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The agent's name and key, made at the first start and kept in the state directory.
 *
 * @param publicKey as the catalog takes it: Base64 of X.509 SubjectPublicKeyInfo
 */
public record AgentIdentity(String site, String id, PrivateKey privateKey, String publicKey) {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final int ID_HASH_BYTES = 4;

    public AgentIdentity {
        requireSlug("portreach.site", site);
        requireSlug("portreach.agent.id", id);
    }

    /** The key stays out of logs. */
    @Override
    public String toString() {
        return site + "/" + id;
    }

    /** As other agents know it. */
    public Peer asPeer() {
        return Peer.of(new AssignedAgent(id, publicKey));
    }

    /** CloudEvents source of what the agent sends. */
    public String source() {
        return "/agents/" + site + "/" + id;
    }

    /**
     * Reads the key, or makes it: only the owner may read it.
     *
     * @param id empty for {@code <site>-<first 8 hex digits of SHA-256 of the public key>}
     */
    public static AgentIdentity load(Path stateDir, String site, Optional<String> id) {
        Path file = stateDir.resolve("agent.key");
        try {
            createPrivateDirectory(stateDir);
            if (!Files.exists(file)) {
                create(file);
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            if (lines.size() < 2) {
                throw new IllegalStateException(
                        "%s is not a key file (two lines expected); delete it to make a new key, and enrol again"
                                .formatted(file));
            }
            PrivateKey privateKey = AgentKeys.decodePrivate(lines.get(0));
            PublicKey publicKey = AgentKeys.decodePublic(lines.get(1));
            String encoded = AgentKeys.encode(publicKey);
            return new AgentIdentity(site, id.orElseGet(() -> defaultId(site, publicKey)), privateKey, encoded);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the state directory %s cannot be used; set portreach.state-dir".formatted(stateDir), e);
        }
    }

    private static void createPrivateDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Files.createDirectories(directory);
        if (isPosix(directory)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static void create(Path file) throws IOException {
        KeyPair pair = AgentKeys.generate();
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        if (isPosix(file.toAbsolutePath().getParent())) {
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(temporary);
        }
        Files.write(
                temporary,
                List.of(AgentKeys.encode(pair.getPrivate()), AgentKeys.encode(pair.getPublic())),
                StandardOpenOption.SYNC);
        Files.move(temporary, file);
    }

    private static boolean isPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    private static String defaultId(String site, PublicKey publicKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
            String suffix = "-" + HexFormat.of().formatHex(hash, 0, ID_HASH_BYTES);
            int room = 63 - suffix.length();
            return (site.length() > room ? site.substring(0, room) : site) + suffix;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void requireSlug(String property, String value) {
        if (!SLUG.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s is \"%s\"; use lower-case letters, digits, . and -, at most 63".formatted(property, value));
        }
    }
}
