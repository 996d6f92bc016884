package dev.portreach.alert.problem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what is wrong with the fields of a body, so that the answer names all of it at once. */
public final class Fields {

    private final List<Problem.FieldError> errors = new ArrayList<>();

    /**
     * Reads a field.
     *
     * @param reader throws IllegalArgumentException or ProblemException if it is wrong
     * @return null if it is wrong
     */
    public <T> T read(String field, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (ProblemException e) {
            errors.addAll(e.errors());
            return null;
        } catch (IllegalArgumentException e) {
            errors.add(new Problem.FieldError(field, Texts.printable(e.getMessage())));
            return null;
        }
    }

    /** @return {@code otherwise} if absent, null if wrong */
    public Instant instant(String field, String text, Instant otherwise) {
        return text == null
                ? otherwise
                : read(field, () -> Query.instant(field, text).orElseThrow());
    }

    /** Requires one line of text that is not blank. */
    public void text(String field, String text, int longest) {
        require(
                field,
                text != null
                        && !text.isBlank()
                        && text.length() <= longest
                        && text.codePoints().noneMatch(Character::isISOControl),
                "must be one line of 1 to %d characters".formatted(longest));
    }

    public void require(String field, boolean holds, String reason) {
        if (!holds) {
            errors.add(new Problem.FieldError(field, reason));
        }
    }

    /** @throws ProblemException 400 if anything was wrong */
    public void check() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
