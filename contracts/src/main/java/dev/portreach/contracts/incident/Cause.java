package dev.portreach.contracts.incident;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is wrong, as a group of checks or an agent.
 *
 * @param kind what it is about
 * @param scope what it is bound to, such as {@code site=lyon, ports=tcp/33321}; sorted
 */
public record Cause(CauseKind kind, Map<String, String> scope) {

    public Cause {
        Objects.requireNonNull(kind, "kind");
        scope = java.util.Collections.unmodifiableMap(new TreeMap<>(scope));
    }

    /** {@code site-port{ports=tcp/33321, site=lyon}}: equal for equal causes. */
    public String key() {
        return kind.wireName() + scope;
    }
}
