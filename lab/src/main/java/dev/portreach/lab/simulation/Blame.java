package dev.portreach.lab.simulation;

import dev.portreach.contracts.incident.Cause;
import dev.portreach.contracts.port.Ports;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A cause, true or said, by the wire name of its kind.
 *
 * @param scope what it is bound to, as in {@link Cause}: what it covers follows from this alone
 */
public record Blame(String kind, Map<String, String> scope) {

    private static final String TCP = "tcp/";

    public Blame {
        Objects.requireNonNull(kind, "kind");
        scope = Collections.unmodifiableMap(new TreeMap<>(scope));
    }

    public static Blame of(Cause cause) {
        return new Blame(cause.kind().wireName(), cause.scope());
    }

    static String scopeOf(Ports ports) {
        return TCP + ports;
    }

    /** Ports of the scope, {@link Ports#NONE} if it names none. */
    Ports ports() {
        String ports = scope.get("ports");
        return ports == null ? Ports.NONE : Ports.parse(ports.substring(TCP.length()));
    }

    /** {@code site-port{ports=tcp/443, site=site-3}}. */
    @Override
    public String toString() {
        return kind + scope;
    }
}
