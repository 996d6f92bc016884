package dev.portreach.catalog.firewall;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agents of all sites connect to beside the endpoints.
 *
 * @param brokers Kafka's, as sites reach them
 * @param catalog where agents enrol; empty if not known
 * @param portsPerSecond new ports at one address that an agent tries at most
 */
public record OwnServices(List<Server> brokers, Optional<Server> catalog, int portsPerSecond) {

    // As Kafka reads them: perhaps a protocol, the host, in brackets if it is IPv6, and the port.
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:[A-Za-z0-9_+.-]+://)?(?:\\[([0-9A-Fa-f:.]+)]|([0-9A-Za-z._-]+))(?::(\\d{1,5}))?(?:/.*)?");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * One of them.
     *
     * @param host address or name
     * @param port TCP
     */
    public record Server(String host, int port) {

        /** Whether only the machine itself reaches it. */
        boolean isLocal() {
            return host.equalsIgnoreCase("localhost")
                    || Cidrs.host(host).map(Cidrs::isLoopback).orElse(false);
        }
    }

    public OwnServices {
        brokers = List.copyOf(brokers);
    }

    /**
     * Reads what is configured.
     *
     * @param brokers {@code host:port}, separated by commas
     * @param catalogUrl base URL; null if not known
     * @throws IllegalArgumentException naming what cannot be read
     */
    public static OwnServices of(String brokers, String catalogUrl, int portsPerSecond) {
        List<Server> servers = new ArrayList<>();
        for (String broker : brokers.split(",", -1)) {
            servers.add(server(broker.strip(), null));
        }
        int usual = catalogUrl != null && catalogUrl.startsWith("https:") ? HTTPS : HTTP;
        return new OwnServices(
                servers, Optional.ofNullable(catalogUrl).map(url -> server(url.strip(), usual)), portsPerSecond);
    }

    private static Server server(String text, Integer usualPort) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches() || (matcher.group(3) == null && usualPort == null)) {
            throw new IllegalArgumentException("\"%s\" is not of the form host:port".formatted(text));
        }
        int port = matcher.group(3) == null ? usualPort : Integer.parseInt(matcher.group(3));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("\"%s\" has no port within 1 to 65535".formatted(text));
        }
        return new Server(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), port);
    }
}
