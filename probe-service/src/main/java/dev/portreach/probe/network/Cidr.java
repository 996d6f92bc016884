package dev.portreach.probe.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** An IPv4 or IPv6 network. */
public record Cidr(InetAddress network, int prefixLength) {

    private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    public Cidr {
        int bits = network.getAddress().length * 8;
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException("prefix length %d of %s is not within 0 to %d"
                    .formatted(prefixLength, network.getHostAddress(), bits));
        }
    }

    /** @throws IllegalArgumentException if the text is not {@code address/length} or an address; names are refused */
    public static Cidr parse(String text) {
        String[] parts = text.trim().split("/", -1);
        if (parts.length > 2 || !isLiteral(parts[0])) {
            throw new IllegalArgumentException("\"%s\" is not a network such as 10.1.2.0/24".formatted(text));
        }
        try {
            InetAddress address = InetAddress.getByName(parts[0]);
            int length = parts.length == 1 ? address.getAddress().length * 8 : Integer.parseInt(parts[1]);
            return new Cidr(address, length);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("\"%s\" is not a network such as 10.1.2.0/24".formatted(text), e);
        }
    }

    /** Whether the text is an address and not a name, so that using it asks no name server. */
    public static boolean isLiteral(String text) {
        return LITERAL.matcher(text).matches();
    }

    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            int mask = 0x80 >>> (bit % 8);
            if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefixLength;
    }
}
