package dev.portreach.alert.matcher;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Conditions that must all hold. */
public record Matchers(List<Matcher> all) {

    private static final int MOST = 20;

    public Matchers {
        all = List.copyOf(all);
    }

    /**
     * Of something that mutes: at least one condition must be about something that is there, or all would be muted.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Matchers narrowing(List<String> texts) {
        Matchers matchers = any(texts);
        if (matchers.all.stream().allMatch(Matcher::acceptsNothing)) {
            throw new IllegalArgumentException(
                    "would match everything; if that is meant, say so with a matcher such as cause=~\".+\"");
        }
        return matchers;
    }

    /**
     * None at all matches everything.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Matchers any(List<String> texts) {
        List<String> given = texts == null ? List.of() : texts;
        if (given.size() > MOST) {
            throw new IllegalArgumentException("holds more than %d matchers".formatted(MOST));
        }
        return new Matchers(given.stream().map(Matcher::parse).toList());
    }

    /** Names of the labels that are asked for. */
    public Set<String> labels() {
        return all.stream().map(Matcher::label).collect(Collectors.toUnmodifiableSet());
    }

    /** One a line, as a column keeps them. */
    public String stored() {
        return all.stream().map(Matcher::toString).collect(Collectors.joining("\n"));
    }

    /** What {@link #stored} made. */
    public static Matchers ofStored(String text) {
        return new Matchers(text.lines().map(Matcher::parse).toList());
    }

    public List<String> texts() {
        return all.stream().map(Matcher::toString).toList();
    }

    /** Whether every condition holds. */
    public boolean match(Labels labels) {
        return all.stream().allMatch(matcher -> matcher.matches(labels));
    }

    @Override
    public String toString() {
        return all.isEmpty() ? "everything" : String.join(", ", texts());
    }
}
