package dev.portreach.catalog.effective;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A value with where it came from.
 *
 * @param value null where nobody says one, and the default is elsewhere or there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sourced<T>(T value, Source source) {

    static <T> Sourced<T> of(T value, Source source) {
        return new Sourced<>(value, source);
    }

    /** The same, or the default where nobody says a value. */
    public Sourced<T> or(T byDefault) {
        return value == null ? new Sourced<>(byDefault, Source.DEFAULT) : this;
    }

    static <T> Sourced<T> ofNullable(T value, Source source) {
        return new Sourced<>(value, value == null ? Source.DEFAULT : source);
    }

    /** What the site says if it does, else this. */
    Sourced<T> unlessSiteSays(Optional<T> bySite) {
        return bySite.map(value -> Sourced.of(value, Source.SITE)).orElse(this);
    }
}
