package dev.portreach.alert.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Templates that come with the service. */
public final class ReadyTemplates {

    private static final Map<String, MessageTemplate> READY = new ConcurrentHashMap<>();

    private ReadyTemplates() {}

    /** @param name such as {@code discord} */
    public static MessageTemplate of(String name) {
        return READY.computeIfAbsent(name, ready -> MessageTemplate.parse(source(ready)));
    }

    private static String source(String name) {
        String path = "/payload-templates/" + name + ".json";
        try (InputStream in = ReadyTemplates.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no ready template " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
