package dev.portreach.catalog.firewall;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.portreach.catalog.check.Addresses;
import inet.ipaddr.Address;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Addresses of one family, never none, as the fewest CIDR blocks: equal sets are equal and print alike. */
public final class Cidrs implements Comparable<Cidrs> {

    private final List<IPAddress> blocks;
    private final List<String> texts;

    private Cidrs(List<IPAddress> blocks) {
        this.blocks = List.copyOf(blocks);
        this.texts = blocks.stream().map(block -> Block.of(block).toString()).toList();
    }

    /** The address of one host; empty if the text is a name. */
    public static Optional<Cidrs> host(String text) {
        return Addresses.literal(text).map(literal -> new Cidrs(List.of(address(literal))));
    }

    /**
     * A network, as {@code 10.1.0.0/16}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Cidrs network(String cidr) {
        Addresses.cidrFault(cidr).ifPresent(fault -> {
            throw new IllegalArgumentException("%s %s".formatted(cidr, fault));
        });
        int slash = cidr.indexOf('/');
        InetAddress literal = Addresses.literal(cidr.substring(0, slash)).orElseThrow();
        int prefix = Integer.parseInt(cidr.substring(slash + 1));
        return union(List.of(new Cidrs(List.of(address(literal).toPrefixBlock(prefix)))));
    }

    /** All of them together, which must be of one family. */
    public static Cidrs union(Collection<Cidrs> parts) {
        List<IPAddress> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(part.blocks));
        IPAddress first = all.get(0);
        if (all.stream().anyMatch(block -> block.isIPv4() != first.isIPv4())) {
            throw new IllegalArgumentException("IPv4 and IPv6 do not mix: " + all);
        }
        return new Cidrs(Arrays.asList(first.mergeToPrefixBlocks(all.toArray(IPAddress[]::new))));
    }

    private static IPAddress address(InetAddress literal) {
        return new IPAddressString(literal.getHostAddress()).getAddress();
    }

    public Cidrs plus(Cidrs other) {
        return union(List.of(this, other));
    }

    public Family family() {
        return blocks.get(0).isIPv4() ? Family.IPV4 : Family.IPV6;
    }

    /** Whether all of the other's addresses are among these. */
    public boolean contains(Cidrs other) {
        return other.family() == family()
                && other.blocks.stream().allMatch(theirs -> blocks.stream().anyMatch(mine -> mine.contains(theirs)));
    }

    public boolean isLoopback() {
        return blocks.stream().allMatch(IPAddress::isLoopback);
    }

    /** In order of address. */
    public List<Block> blocks() {
        return blocks.stream().map(Block::of).toList();
    }

    @JsonValue
    public List<String> texts() {
        return texts;
    }

    @Override
    public int compareTo(Cidrs other) {
        for (int i = 0; i < Math.min(blocks.size(), other.blocks.size()); i++) {
            int order = Address.ADDRESS_LOW_VALUE_COMPARATOR.compare(blocks.get(i), other.blocks.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(blocks.size(), other.blocks.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cidrs cidrs && texts.equals(cidrs.texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    @Override
    public String toString() {
        return String.join(", ", texts);
    }
}
