package dev.portreach.probe.payload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The payload definitions that an agent knows, by name: the built-in ones, and those of a directory over them. */
public final class Payloads {

    private static final Logger LOG = LoggerFactory.getLogger(Payloads.class);
    private static final List<String> BUILT_IN = List.of("dns", "ntp", "rtsp", "snmp");
    private static final int MAX_BYTES = 16_384;
    private static final int MAX_FILES = 256;

    private final Map<String, Payload> byName;

    private Payloads(Map<String, Payload> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** Those that come with the agent. */
    public static Payloads builtIn() {
        Map<String, Payload> found = new TreeMap<>();
        for (String name : BUILT_IN) {
            try (InputStream in = Payloads.class.getResourceAsStream("/payloads/" + name + ".json")) {
                found.put(name, PayloadFile.read(in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Payloads(found);
    }

    /**
     * The built-in ones and each {@code *.json} of the directory; one of the same name as a built-in one replaces it. A bad
     * file is logged with what is wrong, and the others are used.
     */
    public static Payloads withFilesOf(Path directory) {
        Map<String, Payload> found = new TreeMap<>(builtIn().byName);
        Set<String> own = new HashSet<>();
        for (Path file : files(directory)) {
            try {
                Payload payload = PayloadFile.read(bytes(file));
                if (!own.add(payload.name())) {
                    throw new BadPayloadException(
                            "field name: \"%s\" is in another file too, which is used".formatted(payload.name()));
                }
                found.put(payload.name(), payload);
            } catch (BadPayloadException e) {
                LOG.error("payload definition {} is not used: {}", file, e.getMessage());
            } catch (IOException e) {
                LOG.error("payload definition {} cannot be read: {}", file, e.toString());
            }
        }
        LOG.info("payload definitions: {}", String.join(", ", found.keySet()));
        return new Payloads(found);
    }

    private static List<Path> files(Path directory) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(directory, "*.json")) {
            listed.forEach(files::add);
        } catch (IOException e) {
            LOG.error("portreach.payloads.dir {} cannot be read: {}", directory, e.toString());
        }
        files.sort(null);
        if (files.size() > MAX_FILES) {
            LOG.error("portreach.payloads.dir {} has more than {} files; the first are used", directory, MAX_FILES);
            return files.subList(0, MAX_FILES);
        }
        return files;
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new BadPayloadException("is larger than %d bytes".formatted(MAX_BYTES));
            }
            return bytes;
        }
    }

    public Optional<Payload> find(String name) {
        return name == null ? Optional.empty() : Optional.ofNullable(byName.get(name));
    }

    /** Their names, for people. */
    @Override
    public String toString() {
        return String.join(", ", new TreeMap<>(byName).keySet());
    }
}
