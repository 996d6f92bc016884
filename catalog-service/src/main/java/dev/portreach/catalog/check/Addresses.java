package dev.portreach.catalog.check;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses and networks as text; nothing is looked up. Each method says what is wrong, or nothing. */
public final class Addresses {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

    private Addresses() {}

    /** What is wrong with the address of a host: IPv4, IPv6 or a name. */
    public static Optional<String> hostFault(String text) {
        Optional<InetAddress> literal = literal(text);
        if (literal.isEmpty()) {
            return NAME.matcher(text).matches()
                    ? Optional.empty()
                    : Optional.of("is neither an IPv4 or IPv6 address nor a host name");
        }
        if (literal.get().isAnyLocalAddress() || literal.get().isMulticastAddress()) {
            return Optional.of("is not the address of one host");
        }
        return Optional.empty();
    }

    /** What is wrong with a network in CIDR notation, such as {@code 10.1.0.0/16} or {@code 2001:db8::/48}. */
    public static Optional<String> cidrFault(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        Optional<InetAddress> literal = literal(address);
        if (literal.isEmpty()) {
            return Optional.of("is not a network; write for example 10.1.0.0/16 or 2001:db8::/48");
        }
        byte[] bytes = literal.get().getAddress();
        int bits = bytes.length * 8;
        if (slash < 0) {
            return Optional.of("has no prefix length; for this one address write %s/%d".formatted(address, bits));
        }
        String prefixText = text.substring(slash + 1);
        if (!PREFIX.matcher(prefixText).matches() || Integer.parseInt(prefixText) > bits) {
            return Optional.of("has a prefix length that is not within 0 to %d".formatted(bits));
        }
        int prefix = Integer.parseInt(prefixText);
        return isNetwork(bytes, prefix)
                ? Optional.empty()
                : Optional.of(
                        "has bits set right of its prefix; write %s/%d".formatted(network(bytes, prefix), prefix));
    }

    /** The address that the text is, if it is an IPv4 or IPv6 address and no name. */
    public static Optional<InetAddress> literal(String text) {
        boolean isV6 = text.indexOf(':') >= 0 && V6.matcher(text).matches();
        if (!isV6 && !V4.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text)); // a literal: no name service is asked
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isNetwork(byte[] bytes, int prefix) {
        return Arrays.equals(bytes, masked(bytes, prefix));
    }

    private static byte[] masked(byte[] bytes, int prefix) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(8, prefix - i * 8));
            masked[i] &= (byte) (0xff << (8 - kept));
        }
        return masked;
    }

    private static String network(byte[] bytes, int prefix) {
        try {
            return InetAddress.getByAddress(masked(bytes, prefix)).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a mask does not change the length", e);
        }
    }
}
