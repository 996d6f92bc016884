package dev.portreach.standalone.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.standalone.LauncherException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A fault that was asked for.
 *
 * @param site where, for those that have a place
 * @param component what, for those that concern one
 * @param port as the vendor's table prints it, or as it is used here
 */
public record Fault(Kind kind, String site, String component, int port) {

    /** What can be broken. */
    public enum Kind {
        /** Silence at one port from one site. */
        DROP("a port is dropped on the way from one site: connections time out [--site --component --port]"),
        /** A refusal at one port from one site. */
        REFUSE("a port is refused to one site [--site --component --port]"),
        /** A component is down. */
        STOP("a component is stopped: refused from everywhere [--component]"),
        /** Everything from sites with extranet access. */
        EXTRANET("everything from the extranet-vpn sites is dropped, while intranet passes"),
        /** An agent is gone. */
        AGENT("a site's agent is killed (kill -9) [--site]");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** @throws LauncherException naming all kinds */
        public static Kind of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new LauncherException(
                            "there is nothing called '%s' to break. There is:%n%s".formatted(word, list())));
        }

        /** All kinds, a line each. */
        public static String list() {
            return Arrays.stream(values())
                    .map(kind -> "  %-9s %s".formatted(kind.word(), kind.text))
                    .collect(Collectors.joining(System.lineSeparator()));
        }
    }

    /** For the control channel. */
    public Map<String, Object> json() {
        return new TreeMap<>(
                Map.of("command", "break", "kind", kind.word(), "site", site, "component", component, "port", port));
    }

    public static Fault of(JsonNode json) {
        return new Fault(
                Kind.of(json.path("kind").asText()),
                json.path("site").asText(),
                json.path("component").asText(),
                json.path("port").asInt());
    }
}
