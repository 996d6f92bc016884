package dev.portreach.alert.proof;

import dev.portreach.alert.problem.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where a page goes on: the newest come first. */
record ProofPosition(Instant at, UUID id) {

    static Optional<ProofPosition> parse(String cursor) {
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = cursor.split(" ", 2);
        if (parts.length < 2) {
            throw Query.badCursor();
        }
        try {
            return Optional.of(new ProofPosition(
                    Query.instant("cursor", parts[0]).orElseThrow(Query::badCursor), UUID.fromString(parts[1])));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Query.badCursor();
        }
    }

    @Override
    public String toString() {
        return at + " " + id;
    }
}
