package dev.portreach.catalog.boot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portreach.catalog.store.CatalogItem;
import java.io.IOException;

/**
 * Turns each item of the catalog into text once, for as long as somebody holds it: items never change, and those of a list
 * are the same for all who ask. What is written otherwise than as bytes, as trees are, is written as ever.
 */
final class WrittenOnce extends StdSerializer<Object> {

    private static final long serialVersionUID = 1L;

    private final transient ObjectMapper plain;
    private final transient Cache<Object, SerializableString> texts =
            Caffeine.newBuilder().weakKeys().build(); // by identity

    private WrittenOnce(ObjectMapper plain) {
        super(Object.class);
        this.plain = plain;
    }

    /**
     * To be registered with a mapper.
     *
     * @param plain another mapper with the same settings
     */
    static Module module(ObjectMapper plain) {
        WrittenOnce once = new WrittenOnce(plain);
        return new SimpleModule("written-once").setSerializerModifier(new BeanSerializerModifier() {
            private static final long serialVersionUID = 1L;

            @Override
            public JsonSerializer<?> modifySerializer(
                    SerializationConfig config, BeanDescription type, JsonSerializer<?> serializer) {
                return CatalogItem.class.isAssignableFrom(type.getBeanClass()) ? once : serializer;
            }
        });
    }

    @Override
    public void serialize(Object item, JsonGenerator out, SerializerProvider provider) throws IOException {
        if (out instanceof UTF8JsonGenerator) {
            out.writeRawValue(texts.get(item, this::text));
        } else {
            plain.writeValue(out, item);
        }
    }

    private SerializableString text(Object item) {
        try {
            return new SerializedString(plain.writeValueAsString(item));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an item of ours cannot be written", e);
        }
    }
}
