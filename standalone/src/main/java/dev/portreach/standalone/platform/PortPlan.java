package dev.portreach.standalone.platform;

import dev.portreach.standalone.LauncherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ports of one installation, all counted from one base, so that several can live on one machine. */
public record PortPlan(int base) {

    public PortPlan {
        if (base < 1024 || base > 65_000) {
            throw new LauncherException("--base-port must lie between 1024 and 65000, not " + base);
        }
    }

    public int catalog() {
        return base + 1;
    }

    public int alert() {
        return base + 2;
    }

    /** The demo's receiver of webhooks. */
    public int webhook() {
        return base + 3;
    }

    public int postgres() {
        return base + 32;
    }

    public int kafka() {
        return base + 92;
    }

    /**
     * Fails early and in plain words, rather than late in a child's log.
     *
     * @param bind where the services and the broker will listen
     * @throws LauncherException naming the first port that is taken
     */
    public void requireFree(String bind) {
        Map<String, InetSocketAddress> wanted = new LinkedHashMap<>();
        wanted.put("catalog-service", new InetSocketAddress(bind, catalog()));
        wanted.put("alert-service", new InetSocketAddress(bind, alert()));
        wanted.put("Kafka", new InetSocketAddress(bind, kafka()));
        wanted.put("PostgreSQL", new InetSocketAddress(InetAddress.getLoopbackAddress(), postgres()));
        wanted.forEach((what, address) -> {
            if (address.isUnresolved()) {
                throw new LauncherException("--bind %s: there is no such host or address".formatted(bind));
            }
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(address, 1);
            } catch (IOException e) {
                throw new LauncherException(
                        "port %d for %s cannot be taken on %s (%s). Stop what uses it, or choose others with --base-port"
                                .formatted(
                                        address.getPort(),
                                        what,
                                        address.getAddress().getHostAddress(),
                                        e.getMessage()),
                        e);
            }
        });
    }
}
