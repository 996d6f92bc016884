package dev.portreach.lab.simulation;

import dev.portreach.contracts.incident.Incident;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cause that somebody names.
 *
 * @param alternatives causes that are named as not to be told from it
 */
public record Said(Blame blame, List<Blame> alternatives) {

    public Said {
        alternatives = List.copyOf(alternatives);
    }

    static Said of(Blame blame) {
        return new Said(blame, List.of());
    }

    static Said of(Incident incident) {
        return new Said(
                Blame.of(incident.cause()),
                incident.indistinguishable().stream().map(Blame::of).toList());
    }

    Stream<Blame> names() {
        return Stream.concat(Stream.of(blame), alternatives.stream());
    }
}
