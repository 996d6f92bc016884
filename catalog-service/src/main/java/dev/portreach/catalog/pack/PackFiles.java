package dev.portreach.catalog.pack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Packs as they lie in files: those that ship with Portreach, and others of the same form. No framework here. */
public final class PackFiles {

    /** Names of the packs that ship with Portreach. */
    public static final List<String> BUILT_IN = List.of("media-composer-cloud", "interplay-workgroup", "isis-storage");

    private PackFiles() {}

    /** The shipped pack of that name, which must be one of {@link #BUILT_IN}. */
    public static Pack builtIn(String name, ObjectMapper json) {
        String resource = "/packs/%s.json".formatted(name);
        try (InputStream in = PackFiles.class.getResourceAsStream(resource)) {
            return json.readValue(in, Pack.class);
        } catch (IOException e) {
            throw new IllegalStateException("built-in pack %s cannot be read".formatted(resource), e);
        }
    }
}
