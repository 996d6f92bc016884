package dev.portreach.preflight.plan;

import dev.portreach.catalog.check.Addresses;
import dev.portreach.preflight.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A component at an address, as given on the command line.
 *
 * @param component id within the pack
 * @param host as it was written: an address or a name
 * @param address what it resolved to
 * @param source local address that this machine uses towards it, before any NAT; null if there is no route
 */
public record Target(String component, String host, InetAddress address, InetAddress source) {

    private static final int ANY_PORT = 9; // no packet is sent

    /**
     * Reads {@code component=host} and resolves the host.
     *
     * @throws UsageException if it is not of that form, or the name does not resolve
     */
    public static Target parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new UsageException(
                    "\"%s\" is no endpoint: write component=address, as in delivery-receiver=10.0.0.5".formatted(text));
        }
        String host = text.substring(equals + 1);
        Addresses.hostFault(host).ifPresent(fault -> {
            throw new UsageException("the address \"%s\" of an endpoint %s".formatted(host, fault));
        });
        try {
            InetAddress address = InetAddress.getByName(host);
            return new Target(text.substring(0, equals), host, address, sourceTowards(address));
        } catch (UnknownHostException e) {
            throw new UsageException(
                    "the name \"%s\" does not resolve on this machine: check it, and whether the VPN brings its name server"
                            .formatted(host),
                    e);
        }
    }

    private static InetAddress sourceTowards(InetAddress address) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(address, ANY_PORT); // chooses a route, sends nothing
            InetAddress local = socket.getLocalAddress();
            return local.isAnyLocalAddress() ? null : local;
        } catch (IOException | UncheckedIOException e) {
            return null; // no route: the probes will say so
        }
    }
}
