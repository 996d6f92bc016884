package dev.portreach.probe.application;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;

/**
 * One port to be asked something.
 *
 * @param target resolved, and allowed; nothing else is ever connected to
 * @param deadline from the start of the connect until the whole exchange must be done
 */
public record ApplicationRequest(InetSocketAddress target, Duration deadline, Question question) {

    public ApplicationRequest {
        Objects.requireNonNull(question, "question");
        if (target.isUnresolved()) {
            throw new IllegalArgumentException("%s is not resolved; resolve names before probing".formatted(target));
        }
    }
}
