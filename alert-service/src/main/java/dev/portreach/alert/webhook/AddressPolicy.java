package dev.portreach.alert.webhook;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses a webhook may go to. Whoever defines a channel chooses where this service connects to, from inside the
 * core network: so public addresses are allowed, private ones where the operator says so, and a machine's own metadata
 * never.
 */
public final class AddressPolicy {

    private static final IPAddressGenerator GENERATOR = new IPAddressGenerator();

    /** A range, and what it is called; an allow-list does not open these. */
    private record Range(String name, IPAddress block) {}

    private static final List<Range> NEVER = List.of(
            range("unspecified", "0.0.0.0/8"),
            range("unspecified", "::/128"),
            range("link-local, where clouds keep a machine's metadata", "169.254.0.0/16"),
            range("link-local", "fe80::/10"),
            range("a cloud's metadata service", "fd00:ec2::/32"),
            range("a cloud's metadata service", "100.100.100.200/32"),
            range("a cloud's metadata service", "192.0.0.192/32"),
            range("multicast", "224.0.0.0/4"),
            range("multicast", "ff00::/8"),
            range("broadcast", "255.255.255.255/32"),
            range("a tunnel", "2001::/32"));

    private static final List<Range> BY_PERMISSION = List.of(
            range("loopback", "127.0.0.0/8"),
            range("loopback", "::1/128"),
            range("private", "10.0.0.0/8"),
            range("private", "172.16.0.0/12"),
            range("private", "192.168.0.0/16"),
            range("private", "fc00::/7"),
            range("private", "fec0::/10"),
            range("shared by carriers", "100.64.0.0/10"),
            range("reserved", "192.0.0.0/24"),
            range("reserved", "198.18.0.0/15"),
            range("reserved", "240.0.0.0/4"));

    /** Prefixes of IPv6 addresses that stand for an IPv4 one, and the byte where that begins. */
    private static final List<Embedding> EMBEDDINGS = List.of(
            new Embedding(block("::ffff:0:0/96"), 12),
            new Embedding(block("::/96"), 12),
            new Embedding(block("64:ff9b::/96"), 12),
            new Embedding(block("2002::/16"), 2));

    private record Embedding(IPAddress block, int at) {}

    private final List<IPAddress> allowed;

    private AddressPolicy(List<IPAddress> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /**
     * @param networks addresses or CIDRs, IPv4 or IPv6, that are allowed though private or loopback
     * @param loopback whether loopback is
     * @throws IllegalArgumentException naming the one that is no network
     */
    public static AddressPolicy of(List<String> networks, boolean loopback) {
        Stream<String> own = loopback ? Stream.of("127.0.0.0/8", "::1/128") : Stream.empty();
        return new AddressPolicy(Stream.concat(own, networks.stream().map(String::strip))
                .filter(network -> !network.isEmpty())
                .map(AddressPolicy::block)
                .toList());
    }

    /** Why a webhook may not go there; empty if it may. */
    public Optional<String> refusal(InetAddress address) {
        IPAddress asked = unwrapped(GENERATOR.from(address.getAddress()));
        Optional<String> never = name(NEVER, asked);
        if (never.isPresent()) {
            return never.map("the address is %s, which is never allowed"::formatted);
        }
        if (allowed.stream().anyMatch(network -> contains(network, asked))) {
            return Optional.empty();
        }
        return name(BY_PERMISSION, asked)
                .map("the address is %s, and not in portreach.webhook.allowed-networks"::formatted);
    }

    /** The same for a host that is written as an address; names are looked at when they are connected to. */
    public Optional<String> refusalOfLiteral(String host) {
        IPAddress literal = new IPAddressString(host.replaceAll("[\\[\\]]", "")).getAddress();
        return literal == null || literal.isMultiple() ? Optional.empty() : refusal(literal.toInetAddress());
    }

    private static Optional<String> name(List<Range> ranges, IPAddress asked) {
        return ranges.stream()
                .filter(range -> contains(range.block(), asked))
                .map(Range::name)
                .findFirst();
    }

    private static IPAddress unwrapped(IPAddress address) {
        if (!(address instanceof IPv6Address sixth)) {
            return address;
        }
        if (contains(block("::/127"), address)) {
            return address; // unspecified and loopback, not IPv4 addresses
        }
        return EMBEDDINGS.stream()
                .filter(embedding -> embedding.block().contains(address))
                .findFirst()
                .<IPAddress>map(embedding -> sixth.getEmbeddedIPv4Address(embedding.at()))
                .orElse(sixth);
    }

    private static boolean contains(IPAddress network, IPAddress address) {
        return network.getIPVersion() == address.getIPVersion() && network.contains(address);
    }

    private static Range range(String name, String network) {
        return new Range(name, block(network));
    }

    private static IPAddress block(String network) {
        try {
            return new IPAddressString(network).toAddress().toPrefixBlock();
        } catch (AddressStringException e) {
            throw new IllegalArgumentException(
                    "portreach.webhook.allowed-networks: \"%s\" is not a network such as 10.0.0.0/8".formatted(network),
                    e);
        }
    }
}
